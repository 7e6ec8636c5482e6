import { describe, expect, it, vi } from "vitest";
import { analyze, changesFor, type Document, type Files, reportVaults } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { analyzeFolder, filesOf, vault, vaultsOf } from "./workspace.ts";
import { beforeReading } from "../support/hcl-reader.ts";

const acls = (ips: string): string =>
  vault(`  network_acls {\n default_action = "Deny"\n bypass = "None"\n ip_rules = ${ips}\n }`);

describe("a folder", () => {
  it("is read as a whole", () => {
    const vaults = vaultsOf({
      "kv.tf": acls("local.ips"),
      "locals.tf": 'locals {\n ips = ["203.0.113.7"]\n}\n',
    });
    expect(vaults.map(({ ipRules }) => ipRules)).toEqual([["203.0.113.7"]]);
  });

  it("takes override files last, attribute by attribute", () => {
    const [kv] = vaultsOf({
      "a_override.tf": 'resource "azurerm_key_vault" "kv" {\n public_network_access_enabled = false\n}\n',
      "main.tf": vault("  public_network_access_enabled = true"),
    });
    expect(kv).toMatchObject({ name: "kv", publicNetworkAccess: "Disabled" });
  });

  it("takes what override files say of names, ignored changes, modules and variables", () => {
    const override = (main: string, over: string, more: Readonly<Record<string, string>> = {}): unknown =>
      vaultsOf({ "main.tf": main, "x_override.tf": over, ...more });
    const named = (lines: string): string => `resource "azurerm_key_vault" "kv" {\n${lines}\n}\n`;
    const looked = 'data "azurerm_key_vault" "d" {\n name = "kv-over"\n resource_group_name = "rg"\n}\n';
    expect(
      override(named(' name = "kv-base"\n resource_group_name = "rg"') + looked, named(' name = "kv-over"')),
    ).toMatchObject([
      { name: "kv-over", exposure: "public" },
      { name: "kv-over", exposure: "public" },
    ]);
    const ignoring = vault(
      " public_network_access_enabled = false\n lifecycle {\n  ignore_changes = [public_network_access_enabled]\n }",
    );
    expect(override(ignoring, named(" public_network_access_enabled = true"))).toMatchObject([
      { exposure: "depends" },
    ]);
    const call = 'module "kv" {\n source = "./kv"\n}\n';
    const none = 'module "kv" {\n count = 0\n}\n';
    expect(override(call, none, { "kv/main.tf": vault("") })).toEqual([]);
    const typed = 'variable "acls" {\n type = object({ action = optional(string, "Deny") })\n}\n';
    const acls = vault('network_acls {\n default_action = var.acls.action\n bypass = "None"\n}');
    expect(override(`variable "acls" {\n default = {}\n}\n${acls}`, typed)).toMatchObject([
      { defaultAction: "Deny" },
    ]);
  });

  it("has files of OpenTofu, which are read instead of Terraform's with the same name", () => {
    const [opened, closed] = ["enabled = true", "enabled = false"].map((text) =>
      vault(`  public_network_access_${text}`),
    );
    const lock = 'provider "registry.opentofu.org/hashicorp/azurerm" {\n}\n';
    const access = (some: Readonly<Record<string, string | undefined>>): readonly unknown[] => {
      const files: typeof some = { ".terraform.lock.hcl": lock, ...some };
      return vaultsOf(
        Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text ?? ""])),
      ).map(({ publicNetworkAccess }) => publicNetworkAccess);
    };
    expect(access({ "main.tofu": opened })).toEqual(["Enabled"]);
    expect(access({ "main.tf": closed, "main.tofu": opened })).toEqual(["Enabled"]);
    expect(access({ "main.tf": opened, "kv_override.tofu": closed })).toEqual(["Disabled"]);
    const json = '{ "resource": { "azurerm_key_vault": { "kv": { "name": "kv" } } } }';
    expect(access({ "main.tf.json": json, "main.tofu.json": "{}" })).toEqual([]);
    expect(access({ "main.tofu.json": json })).toEqual([null]);
  });

  it("has hidden files that Terraform does not read", () => {
    const vaults = vaultsOf({
      "main.tf": vault("  public_network_access_enabled = false"),
      ".old.tf": vault("", "old"),
      "._main.tf": vault("  public_network_access_enabled = true"),
      ".#kv.tf.json": "{",
      ".x.auto.tfvars": "",
    });
    expect(vaults).toMatchObject([{ name: "kv", publicNetworkAccess: "Disabled" }]);
  });

  it("is the root of each of its files", () => {
    const files = filesOf({
      "main.tf": acls("var.ips"),
      "variables.tf": 'variable "ips" {\n default = []\n}\n',
    });
    const analysis = analyze({ root: "/w/main.tf", files });
    expect(reportVaults(analysis.worlds).map(({ exposure }) => exposure)).toEqual(["private"]);
    expect([...analysis.reads]).toEqual(expect.arrayContaining(["/w/", "/w/main.tf", "/w/variables.tf"]));
  });

  it("whose file is alone where the host lists no folders is that file", () => {
    const { list: _, ...files } = filesOf({ "main.tf": acls("var.ips"), "other.tf": vault("", "b") });
    expect(reportVaults(analyze({ root: "/w/main.tf", files }).worlds)).toHaveLength(1);
  });

  it("says nothing of what is missing where a file has a syntax error", () => {
    const { worlds } = analyzeFolder({ "main.tf": vault(""), "broken.tf": 'resource "x" {' });
    expect(worlds.map(({ network }) => network.intact)).toEqual([false]);
  });
});

describe("values of variables", () => {
  const main = { "main.tf": `variable "ips" {\n type = list(string)\n default = []\n}\n${acls("var.ips")}` };
  const ips = (extra: Readonly<Record<string, string>>, ...parameters: readonly string[]): unknown =>
    vaultsOf({ ...main, ...extra }, parameters)[0]?.ipRules;

  it("come in Terraform's order, named files last", () => {
    const one = { "terraform.tfvars": 'ips = ["203.0.113.1"]\n' };
    const two = {
      ...one,
      "b.auto.tfvars": 'ips = ["203.0.113.3"]\n',
      "a.auto.tfvars": 'ips = ["203.0.113.2"]\n',
    };
    expect(ips({})).toEqual([]);
    expect(ips({ "prod.tfvars": 'ips = ["203.0.113.9"]\n' })).toEqual([]);
    expect(ips(one)).toEqual(["203.0.113.1"]);
    expect(ips(two)).toEqual(["203.0.113.3"]);
    expect(ips({ ...two, "prod.tfvars": 'ips = ["203.0.113.9"]\n' }, "prod.tfvars")).toEqual(["203.0.113.9"]);
  });
});

describe("modules", () => {
  it("by local path are judged as they are called", () => {
    const vaults = vaultsOf({
      "main.tf":
        'module "kv" {\n source = "./modules/kv"\n for_each = { a = "Allow", b = "Deny" }\n action = each.value\n}\n',
      "modules/kv/main.tf": `variable "action" {}\n${vault('network_acls {\n default_action = var.action\n bypass = "None"\n }')}`,
    });
    expect(vaults.map(({ module, exposure }) => [module, exposure])).toEqual([
      ['kv["a"]', "public"],
      ['kv["b"]', "private"],
    ]);
  });

  it("that were fetched are read where they were put", () => {
    const vaults = vaultsOf({
      "main.tf": 'module "kv" {\n source = "claranet/keyvault/azurerm"\n version = "8.0.0"\n}\n',
      ".terraform/modules/modules.json":
        '{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"kv","Source":"registry.terraform.io/claranet/keyvault/azurerm","Version":"8.0.0","Dir":".terraform/modules/kv"}]}',
      ".terraform/modules/kv/main.tf": vault("public_network_access_enabled = false"),
    });
    expect(vaults.map(({ module, exposure }) => [module, exposure])).toEqual([["kv", "private"]]);
  });

  it.each([["1/2/3"], ["1/2/3/4"]])(
    "that were fetched for a call in %s are found by what Terraform noted at the root",
    (folder) => {
      const vaults = vaultsOf({
        "main.tf": `module "inner" {\n source = "./${folder}"\n}\n`,
        [`${folder}/main.tf`]: 'module "kv" {\n source = "x/kv/azurerm"\n}\n',
        ".terraform/modules/modules.json":
          '{"Modules":[{"Key":"inner.kv","Source":"x/kv/azurerm","Dir":".terraform/modules/kv"}]}',
        ".terraform/modules/kv/main.tf": vault("public_network_access_enabled = false"),
      });
      expect(vaults).toHaveLength(1);
    },
  );

  it.each([
    ["what the call says", ' action = "Allow"', '"Allow"', ["/w/main.tf"]],
    ["what the module says itself", "", 'module "kv"', []],
  ])(
    "that were fetched have findings at their call, and are not changed: %s",
    (_, argument, place, changed) => {
      const main = `module "kv" {\n source = "x/kv/azurerm"\n${argument}\n}\n`;
      const files = filesOf({
        "main.tf": main,
        ".terraform/modules/modules.json":
          '{"Modules":[{"Key":"kv","Source":"x/kv/azurerm","Dir":".terraform/modules/kv"}]}',
        ".terraform/modules/kv/main.tf":
          'variable "action" {\n default = "Allow"\n}\nmodule "inner" {\n source = "./inner"\n action = var.action\n}\n',
        ".terraform/modules/kv/inner/variables.tf": 'variable "action" {}\n',
        ".terraform/modules/kv/inner/vault.tf": vault(
          'network_acls {\n default_action = var.action\n bypass = "None"\n }',
        ),
      });
      const findings = check(analyze({ root: "/w/", files }));
      expect(findings.map(({ code, span }) => [code, main.slice(span.start, span.end)])).toEqual([
        ["KV101", place],
      ]);
      const [fix] = findings.flatMap(({ fixes }) => fixes());
      const changes = fix ? changesFor(fix, files) : [];
      expect(changes?.map(({ span }) => span.document)).toEqual(changed);
    },
  );

  it("that cannot be read are a gap", () => {
    const { worlds } = analyzeFolder({ "main.tf": 'module "x" {\n source = "a/b/azurerm"\n}\n' });
    expect(worlds[0]?.network.unread.map(({ call, why }) => [call.symbol, why])).toEqual([
      ["x", "not-downloaded"],
    ]);
  });

  it.each([
    ["", "private", "None", []],
    ["network_acls = null", "public", null, []],
    [
      'network_acls = { bypass = "AzureServices", ip_rules = ["203.0.113.7"] }',
      "selected",
      "AzureServices",
      ["203.0.113.7"],
    ],
    ["public_network_access_enabled = false", "private", "None", []],
  ])("of Azure's verified ones the vault is understood: %s", (argument, exposure, bypass, ipRules) => {
    const text = `module "kv" {\n source = "Azure/avm-res-keyvault-vault/azurerm"\n version = "0.10.0"\n name = "kv"\n ${argument}\n}\n`;
    const [kv] = vaultsOf({ "main.tf": text });
    expect(kv).toMatchObject({ module: "kv", name: "kv", exposure, bypass, ipRules });
    expect(kv && text.slice(kv.label.start, kv.label.end)).toBe('"Azure/avm-res-keyvault-vault/azurerm"');
  });
});

it.each([
  ["", ["KV403"]],
  ["private_endpoints_manage_dns_zone_group = false", []],
])(
  "of the verified module names are checked for unless another system manages them: %s",
  (argument, codes) => {
    const files = filesOf({
      "main.tf": `module "kv" {\n source = "Azure/avm-res-keyvault-vault/azurerm"\n name = "kv"\n private_endpoints = { a = { subnet_resource_id = azurerm_subnet.a.id } }\n ${argument}\n}\nresource "azurerm_virtual_network" "v" {\n name = "v"\n resource_group_name = "rg"\n}\nresource "azurerm_subnet" "a" {\n name = "a"\n virtual_network_name = azurerm_virtual_network.v.name\n resource_group_name = "rg"\n}\n`,
    });
    const analysis = analyze({ root: "/w/", files });
    expect(reportVaults(analysis.worlds)).toMatchObject([{ name: "kv", privateEndpoints: 1 }]);
    const found = check(analysis).map(({ code }) => code);
    expect(found.filter((code) => code.startsWith("KV4"))).toEqual(codes);
  },
);

describe("the host", () => {
  it("is asked for folders and files that it has not looked at", () => {
    const files: Files = { ...filesOf({}), get: () => undefined, list: () => undefined };
    expect([...analyze({ root: "/w/", files }).wants]).toEqual(["/w/"]);
  });
});

it("of a large folder a keystroke makes one file be read again", () => {
  const texts: Record<string, string> = {};
  for (let at = 0; at < 200; at++)
    texts[`f${at}.tf`] = `locals {\n l${at} = ${at}\n}\n${vault("", `kv${at}`)}`;
  for (let at = 0; at < 40; at++) {
    texts[`m${at}/main.tf`] = vault("", `m${at}`);
    texts["calls.tf"] = `${texts["calls.tf"] ?? ""}module "m${at}" {\n source = "./m${at}"\n}\n`;
  }
  let parses = 0;
  const files = filesOf(texts);
  const edited: { document: Document | null } = { document: null };
  const counted: Files = {
    ...files,
    get: (id) => (edited.document?.id === id ? edited.document : files.get(id)),
  };
  beforeReading(() => parses++);
  expect(reportVaults(analyze({ root: "/w/", files: counted }).worlds)).toHaveLength(240);
  expect(parses).toBe(241);
  edited.document = { id: "/w/f7.tf", text: vault("public_network_access_enabled = false", "kv7") };
  const vaults = reportVaults(analyze({ root: "/w/", files: counted }).worlds);
  expect(parses).toBe(242);
  vi.restoreAllMocks();
  expect(vaults.filter(({ exposure }) => exposure === "private")).toHaveLength(1);
});

describe("the contents and callers of the verified module", () => {
  const app =
    'resource "azurerm_linux_web_app" "app" {\n name = "app"\n app_settings = { X = "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/a)" }\n site_config {}\n identity {\n  type = "SystemAssigned"\n }\n}\n';
  const codes = (more: string): readonly string[] => {
    const call = `module "kv" {\n source = "Azure/avm-res-keyvault-vault/azurerm"\n name = "kv"\n resource_group_name = "rg"\n ${more}\n}\n`;
    const analysis = analyze({ root: "/w/", files: filesOf({ "main.tf": call + app }) });
    return check(analysis, { severities: new Map([["KV507", "warning"]]) }).map(({ code }) => code);
  };
  const open = 'network_acls = { default_action = "Allow" }';
  const grant = "principal_id = azurerm_linux_web_app.app.identity[0].principal_id";

  it.each([
    ["", ["KV501"]],
    ['secrets = { a = { name = "a" } }', ["KV505", "KV501"]],
    ['keys = { a = { name = "a" } }', ["KV505", "KV501"]],
    ['contacts = { a = { email = "a@example.com" } }', ["KV505", "KV501"]],
    [open, ["KV101", "KV507"]],
    [
      `${open}\n role_assignments = { a = { role_definition_id_or_name = "Key Vault Secrets User", ${grant} } }`,
      ["KV101"],
    ],
    [
      `${open}\n secrets = { a = { name = "a", role_assignments = { a = { role_definition_id_or_name = "Key Vault Secrets User", ${grant} } } } }`,
      ["KV101"],
    ],
  ])("are known: %s", (more, expected) => {
    expect(codes(more)).toEqual(expected);
  });
});
