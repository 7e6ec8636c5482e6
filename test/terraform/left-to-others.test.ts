import { describe, expect, it } from "vitest";
import { check } from "../../server/src/core/workspace/check.ts";
import { analyzeFolder, vault, vaultsOf } from "./workspace.ts";

/** Of a vault: exposure, public access, default action and IP rules; `?` is what others decide, `+` what they may add. */
function told(text: string): readonly (readonly string[])[] {
  return vaultsOf({ "main.tf": text }).map(
    ({ exposure, publicNetworkAccess, defaultAction, ipRules, ipRulesOpen }) => [
      exposure,
      print(publicNetworkAccess),
      print(defaultAction),
      `${ipRules.map(print).join()}${ipRulesOpen ? "+" : ""}`,
    ],
  );
}

function print(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "-" : "?";
}

const id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
const update = (where: string, properties: string): string =>
  `resource "azapi_update_resource" "fw" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  ${where}\n  body = { properties = { ${properties} } }\n}\n`;
const kv = (more = ""): string =>
  `resource "azurerm_key_vault" "kv" {\n  name = "kv"\n  resource_group_name = "rg"\n${more}}\n`;
const looked = 'data "azurerm_key_vault" "kv" {\n  name = "kv"\n  resource_group_name = "rg"\n}\n';

describe("an update of a vault that is declared elsewhere", () => {
  it.each([
    ['networkAcls = { defaultAction = "Deny" }', ["depends", "?", "Deny", "+"]],
    ['networkAcls = { defaultAction = "Allow" }', ["depends", "?", "Allow", "+"]],
    ['publicNetworkAccess = "Disabled"', ["private", "Disabled", "?", "+"]],
    ['publicNetworkAccess = "Enabled"', ["depends", "Enabled", "?", "+"]],
    ["enableRbacAuthorization = true", ["depends", "?", "?", "+"]],
    ['networkAcls = { ipRules = [{ value = "203.0.113.7" }] }', ["depends", "?", "?", "203.0.113.7"]],
    [
      'publicNetworkAccess = "Enabled", networkAcls = { defaultAction = "Allow" }',
      ["public", "Enabled", "Allow", "+"],
    ],
  ])("reads what it sets, and leaves the rest unknown: %s", (properties, expected) => {
    for (const where of [
      `resource_id = "${id}"`,
      'name = "kv"\n  parent_id = "/subscriptions/0/resourceGroups/rg"',
    ]) {
      expect(told(update(where, properties))).toEqual([expected]);
    }
  });

  it("makes no finding of what it does not write", () => {
    const analysis = analyzeFolder({
      "main.tf": update(`resource_id = "${id}"`, "enableRbacAuthorization = true"),
    });
    expect(check(analysis).map(({ code }) => code)).toEqual([]);
  });

  it("is what a vault that is looked up comes to", () => {
    const both =
      looked +
      update("resource_id = data.azurerm_key_vault.kv.id", 'networkAcls = { defaultAction = "Deny" }');
    expect(told(both)).toEqual([
      ["depends", "?", "Deny", "+"],
      ["depends", "?", "Deny", "+"],
    ]);
  });

  it("of a vault that is declared here is one of its writes", () => {
    const text =
      kv() + update("resource_id = azurerm_key_vault.kv.id", 'networkAcls = { defaultAction = "Deny" }');
    expect(told(text)).toEqual([["private", "-", "Deny", ""]]);
  });

  it("of an unknown vault adds nothing", () => {
    const text = `variable "id" {}\n${update("resource_id = var.id", 'networkAcls = { defaultAction = "Deny" }')}`;
    expect(told(text)).toEqual([["depends", "?", "Deny", "+"]]);
  });
});

describe("an update of a vault that is declared here", () => {
  const updated = (acls: string, more = ""): string =>
    `${kv(`  network_acls {\n    default_action = "Deny"\n    bypass = "None"\n    ip_rules = ["198.51.100.4"]\n  }\n`)}resource "azapi_update_resource" "fw" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  resource_id = azurerm_key_vault.kv.id\n${more}  body = { properties = { networkAcls = { ${acls} } } }\n}\n`;
  const ip = 'ipRules = [{ value = "203.0.113.7" }]';

  it.each([
    ["keeps the default action", ip, "", ["selected", "-", "Deny", "203.0.113.7"]],
    ["replaces it", 'defaultAction = "Allow"', "", ["public", "-", "Allow", "198.51.100.4"]],
    ["empties a list", "ipRules = []", "", ["private", "-", "Deny", ""]],
    [
      "adds to a list whose items have identities",
      ip,
      '  list_unique_id_property = { "properties.networkAcls.ipRules" = "value" }\n',
      ["selected", "-", "Deny", "203.0.113.7+"],
    ],
    [
      "adds to a computed list",
      'ipRules = [for each in ["203.0.113.7"] : { value = each }]',
      '  list_unique_id_property = { "properties.networkAcls.ipRules" = "value" }\n',
      ["selected", "-", "Deny", "203.0.113.7+"],
    ],
    [
      "replaces other lists",
      ip,
      '  list_unique_id_property = { "properties.networkAcls.virtualNetworkRules" = "id" }\n',
      ["selected", "-", "Deny", "203.0.113.7"],
    ],
    ["may add to any list", ip, "  list_unique_id_property = var.keys\n", ["depends", "?", "?", "+"]],
  ])("%s", (_, acls, more, expected) => {
    expect(told(updated(acls, more))).toEqual([expected]);
  });

  it("is merged, so nothing is said of what it leaves out", () => {
    const files = { "main.tf": updated(ip) };
    expect(vaultsOf(files)).toMatchObject([{ bypass: "None", notes: [] }]);
    expect(check(analyzeFolder(files)).map(({ code }) => code)).toEqual([]);
  });
});

describe("an action on a vault", () => {
  const action = (more: string): string =>
    `resource "azapi_resource_action" "a" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  resource_id = azurerm_key_vault.kv.id\n${more}}\n`;
  const opening = '  body = { properties = { networkAcls = { defaultAction = "Allow" } } }\n';
  const closed = kv('  network_acls {\n    bypass = "None"\n    default_action = "Deny"\n  }\n');

  it.each([
    ["that writes it is one of its writes", '  method = "PATCH"\n', ["public", "-", "Allow", ""]],
    [
      "that asks for something is none",
      '  action = "listKeys"\n  method = "POST"\n',
      ["private", "-", "Deny", ""],
    ],
    ["with no name is one", '  action = ""\n  method = "PATCH"\n', ["public", "-", "Allow", ""]],
    ["by a computed method may be one", "  method = var.method\n", ["depends", "-", "?", ""]],
    ["by a method from elsewhere is one", "  method = local.method\n", ["public", "-", "Allow", ""]],
    ["by another such method is none", "  method = local.reads\n", ["private", "-", "Deny", ""]],
    [
      "with a computed name may be one",
      '  action = var.name\n  method = "PATCH"\n',
      ["depends", "-", "?", ""],
    ],
    [
      "that may run when it is destroyed may be one",
      '  method = "PATCH"\n  when = var.moment\n',
      ["depends", "-", "?", ""],
    ],
    ["that reads it is none", '  method = "GET"\n', ["private", "-", "Deny", ""]],
    ["without a method is none", "", ["private", "-", "Deny", ""]],
    [
      "that runs when it is destroyed is none",
      '  method = "PATCH"\n  when = "destroy"\n',
      ["private", "-", "Deny", ""],
    ],
  ])("%s", (_, more, expected) => {
    const locals = 'locals {\n  method = "PATCH"\n  reads = "GET"\n}\n';
    expect(told(locals + closed + action(more + opening))).toEqual([expected]);
  });

  it.each([
    ["PATCH", ["depends", "-", "?", "203.0.113.7"]],
    ["PUT", ["public", "-", "-", "203.0.113.7"]],
  ])("that leaves the default action out by %s", (method, expected) => {
    const writing = `  method = "${method}"\n  body = { properties = { networkAcls = { ipRules = [{ value = "203.0.113.7" }] } } }\n`;
    expect(told(closed + action(writing))).toEqual([expected]);
  });
});

describe("what azapi merges into a body", () => {
  const azapi = (more: string): string =>
    `resource "azapi_resource" "kv" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  name = "kv"\n  parent_id = "/subscriptions/0/resourceGroups/rg"\n  body = { properties = { networkAcls = { bypass = "None", defaultAction = "Deny" } } }\n${more}}\n`;

  it.each([
    ["nothing", "", ["private", "-", "Deny", ""]],
    [
      "wins",
      '  sensitive_body = { properties = { networkAcls = { defaultAction = "Allow" } } }\n',
      ["public", "-", "Allow", ""],
    ],
    [
      "leaves the rest as it is",
      '  sensitive_body = { properties = { createMode = "default" } }\n',
      ["private", "-", "Deny", ""],
    ],
    ["may be anything", "  sensitive_body = var.more\n", ["depends", "?", "?", "+"]],
  ])("%s", (_, more, expected) => {
    expect(told(azapi(more))).toEqual([expected]);
  });
});

describe("what azapi's ignore_body_changes and ignore_other_items_in_list name", () => {
  const azapi = (more: string, open = "", close = ""): string =>
    `resource "azapi_resource" "kv" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  name = "kv"\n  parent_id = "/subscriptions/0/resourceGroups/rg"\n  body = ${open}{ properties = { networkAcls = { bypass = "None", defaultAction = "Deny", ipRules = [{ value = "203.0.113.7" }] } } }${close}\n${more}\n}\n`;

  it.each([
    ['ignore_body_changes = ["properties.networkAcls"]', ["depends", "-", "?", "+"]],
    ['ignore_body_changes = ["properties.networkAcls.ipRules"]', ["selected", "-", "Deny", "+"]],
    ['ignore_body_changes = ["properties.accessPolicies"]', ["selected", "-", "Deny", "203.0.113.7"]],
    ["ignore_body_changes = []", ["selected", "-", "Deny", "203.0.113.7"]],
    ["ignore_body_changes = null", ["selected", "-", "Deny", "203.0.113.7"]],
    ["ignore_body_changes = var.paths", ["depends", "?", "?", "+"]],
    ['ignore_body_changes = ["properties.${var.name}"]', ["depends", "?", "?", "+"]],
    [
      'ignore_other_items_in_list = ["properties.networkAcls.ipRules"]',
      ["selected", "-", "Deny", "203.0.113.7+"],
    ],
    [
      'list_unique_id_property = { "properties.networkAcls.ipRules" = "value" }',
      ["selected", "-", "Deny", "203.0.113.7"],
    ],
  ])("depends on what is deployed: %s", (argument, expected) => {
    expect(told(azapi(argument))).toEqual([expected]);
    expect(told(azapi(argument, "jsonencode(", ")"))).toEqual([expected]);
  });
});

describe("what ignore_changes lists", () => {
  const acls =
    '  network_acls {\n    bypass = "None"\n    default_action = "Deny"\n    ip_rules = ["203.0.113.7"]\n  }\n';
  const ignoring = (list: string): string => `  lifecycle {\n    ignore_changes = ${list}\n  }`;

  it.each([
    ["[network_acls]", ["depends", "-", "?", "+"]],
    ["[network_acls[0].ip_rules]", ["selected", "-", "Deny", "+"]],
    ["[network_acls[0].default_action]", ["depends", "-", "?", "203.0.113.7"]],
    ["[public_network_access_enabled]", ["depends", "?", "Deny", "203.0.113.7"]],
    ["[\n      tags, # by policy\n      network_acls,\n    ]", ["depends", "-", "?", "+"]],
    ["[\n      /* the firewall */ network_acls, // by policy\n    ]", ["depends", "-", "?", "+"]],
    ['["network_acls"]', ["depends", "-", "?", "+"]],
    ["all", ["depends", "?", "?", "+"]],
    ["[tags]", ["selected", "-", "Deny", "203.0.113.7"]],
    ["[access_policy, contact]", ["selected", "-", "Deny", "203.0.113.7"]],
  ])("depends on what is deployed: %s", (list, expected) => {
    expect(told(vault(acls + ignoring(list)))).toEqual([expected]);
  });

  it.each([
    ["[body]", ["depends", "?", "?", "+"]],
    ["[body.properties.networkAcls]", ["depends", "-", "?", "+"]],
    ["[body.properties.networkAcls.ipRules]", ["selected", "-", "Deny", "+"]],
    ["[body.properties.accessPolicies]", ["private", "-", "Deny", ""]],
  ])("in ARM's body, too: %s", (list, expected) => {
    const text = `resource "azapi_resource" "kv" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  name = "kv"\n  parent_id = "/subscriptions/0/resourceGroups/rg"\n  body = { properties = { networkAcls = { defaultAction = "Deny" } } }\n${ignoring(list)}\n}\n`;
    expect(told(text)).toEqual([expected]);
  });

  const found = (text: string, more: Readonly<Record<string, string>> = {}): readonly string[] =>
    check(analyzeFolder({ "main.tf": text, ...more })).map(({ code, severity }) => `${severity} ${code}`);
  const open = acls.replace("Deny", "Allow");

  it.each([
    ["rules that are not written", "", "[network_acls, public_network_access_enabled]", ["warning KV101"]],
    ["what a whole resource declares", open, "all", ["warning KV101"]],
    ["a default action", open, "[network_acls[0].default_action]", ["warning KV101"]],
    ["rules that close it", acls, "[network_acls]", []],
    ["rules that close it, as a whole", acls, "all", []],
  ])("opens a vault that is created: %s", (_, declared, list, expected) => {
    expect(found(vault(declared + ignoring(list)))).toEqual(expected);
  });

  it("does not hold for public access that closes a new vault as well", () => {
    const closed = `  public_network_access_enabled = false\n${open}${ignoring("[network_acls]")}`;
    expect(found(vault(closed))).toEqual([]);
  });

  it("opens a new vault as an override declares it", () => {
    for (const list of ["[network_acls]", "all"]) {
      const base = vault(acls + ignoring(list));
      const override = (rules: string): string => `resource "azurerm_key_vault" "kv" {\n${rules}}\n`;
      expect(found(base, { "override.tf": override(open) })).toEqual(["warning KV101"]);
      expect(found(vault(open + ignoring(list)), { "override.tf": override(acls) })).toEqual([]);
    }
  });
});
