import { describe, expect, it } from "vitest";
import { vault, vaultsOf } from "./workspace.ts";

/** Of each vault its exposure, default action and IP rules; `?` is what is not known, `+` what may be added. */
function told(text: string): readonly string[] {
  return vaultsOf({ "main.tf": text }).map(({ name, exposure, defaultAction, ipRules, ipRulesOpen }) =>
    [
      print(name),
      exposure,
      print(defaultAction),
      `${ipRules.map(print).join()}${ipRulesOpen ? "+" : ""}`,
    ].join(" "),
  );
}

function print(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "-" : "?";
}

const acls = (inside: string): string =>
  vault(`  network_acls {\n    bypass = "None"\n    default_action = "Deny"\n    ${inside}\n  }`);

describe("a list of IP rules", () => {
  it.each([
    ["that is null is not written", "ip_rules = null", "kv private Deny "],
    ["that is empty allows no address", "ip_rules = []", "kv private Deny "],
    [
      "with one unknown of two keeps the other",
      'ip_rules = ["203.0.113.7", var.office]',
      "kv selected Deny 203.0.113.7,?",
    ],
    [
      "compacted may be shorter",
      'ip_rules = compact(["203.0.113.7", var.office])',
      "kv selected Deny 203.0.113.7+",
    ],
    [
      "concatenated with an unknown one may be longer",
      'ip_rules = concat(["203.0.113.7"], var.more)',
      "kv selected Deny 203.0.113.7+",
    ],
    ["that is unknown may be empty", "ip_rules = var.more", "kv selected Deny +"],
  ])("%s", (_, inside, expected) => {
    const variables = 'variable "office" {\n type = string\n}\nvariable "more" {\n type = list(string)\n}\n';
    expect(told(variables + acls(inside))).toEqual([expected]);
  });
});

describe("a dynamic block over a variable that may be null", () => {
  const dynamic = (each: string): string =>
    vault(
      `  dynamic "network_acls" {\n    for_each = ${each}\n    content {\n      bypass = "None"\n      default_action = var.acls.default_action\n      ip_rules = var.acls.ip_rules\n    }\n  }`,
    );
  const variable = (more: string): string =>
    `variable "acls" {\n  type = object({\n    default_action = optional(string, "Deny")\n    ip_rules = optional(list(string), [])\n  })\n${more}}\n`;

  it.each([
    ["is not there by default", "  default = null\n", "kv public - "],
    ["is there with what the type fills in", "  default = {}\n", "kv private Deny "],
    [
      "is there with what is given",
      '  default = { ip_rules = ["203.0.113.7"] }\n',
      "kv selected Deny 203.0.113.7",
    ],
    ["depends on what is given", "", "kv depends ? +"],
  ])("%s", (_, more, expected) => {
    expect(told(variable(more) + dynamic("var.acls == null ? [] : [1]"))).toEqual([expected]);
  });
});

it("a map of vaults fills in defaults at every depth", () => {
  const text = `variable "vaults" {
  type = map(object({
    public = optional(bool, false)
    network_acls = optional(object({
      default_action = optional(string, "Deny")
      ip_rules       = optional(list(string), [])
    }))
  }))
  default = {
    open   = { public = true }
    closed = { network_acls = {} }
    listed = { public = true, network_acls = { ip_rules = ["203.0.113.7"] } }
    loose  = { public = true, network_acls = { default_action = "Allow" } }
  }
}
resource "azurerm_key_vault" "kv" {
  for_each                      = var.vaults
  name                          = each.key
  public_network_access_enabled = each.value.public
  dynamic "network_acls" {
    for_each = each.value.network_acls[*]
    content {
      bypass         = "None"
      default_action = network_acls.value.default_action
      ip_rules       = network_acls.value.ip_rules
    }
  }
}
`;
  expect(told(text)).toEqual([
    "closed private Deny ",
    "listed selected Deny 203.0.113.7",
    "loose public Allow ",
    "open public - ",
  ]);
});

it("lookup and try fall back where nothing is written, and only there", () => {
  const text = `variable "vaults" {
  default = {
    plain  = {}
    listed = { ip_rules = ["203.0.113.7"], action = "Allow" }
  }
}
variable "any" {}
resource "azurerm_key_vault" "kv" {
  for_each = var.vaults
  name     = each.key
  network_acls {
    bypass         = "None"
    default_action = try(each.value.action, "Deny")
    ip_rules       = lookup(each.value, "ip_rules", [])
  }
}
resource "azurerm_key_vault" "open" {
  name = "open"
  network_acls {
    bypass         = "None"
    default_action = try(var.any.action, "Deny")
  }
}
`;
  expect(told(text)).toEqual(["listed public Allow 203.0.113.7", "plain private Deny ", "open depends ? "]);
});

it("an unknown count makes no vault certain, and no list of vaults empty", () => {
  const text = `variable "n" {\n  type = number\n}\nresource "azurerm_key_vault" "kv" {\n  count = var.n\n  name  = "kv-\${count.index}"\n}\n`;
  expect(vaultsOf({ "main.tf": text }).map(({ exists, exposure }) => [exists, exposure])).toEqual([
    ["maybe", "public"],
  ]);
});

it("a name that is not known does not depend on what decides something else", () => {
  const text = `variable "more" { type = map(string) }
variable "open" { type = bool }
resource "azurerm_key_vault" "many" {
  for_each = var.more
  name     = "kv-\${each.key}"
}
resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    bypass         = "None"
    default_action = var.open ? "Allow" : "Deny"
  }
}
`;
  expect(vaultsOf({ "main.tf": text }).map(({ name }) => name)).toEqual([
    { unknown: "kv-<variable more>" },
    "kv",
  ]);
});
