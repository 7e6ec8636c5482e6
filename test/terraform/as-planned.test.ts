import { describe, expect, it } from "vitest";
import { vault, vaultsOf } from "./workspace.ts";

/** Of each vault its name, public access and default action, as Terraform 1.15.5 plans them. */
function planned(text: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  return vaultsOf({ "main.tf": text, ...more }).map(({ name, publicNetworkAccess, defaultAction, ipRules }) =>
    [name, publicNetworkAccess, defaultAction, ...ipRules].map(print).join(" "),
  );
}

function print(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "-" : "?";
}

function withAction(action: string, rules = "[]"): string {
  return vault(`network_acls {
    bypass = "None"
    default_action = ${action}
    ip_rules = ${rules}
  }`);
}

const set = 'variable "allowed" {\n  type = set(string)\n  default = ["203.0.113.7"]\n}\n';
const none = `resource "azurerm_subnet" "none" {
  for_each = {}
  name = each.key
}
`;

describe("what an expression fails with, try and can see", () => {
  it.each([
    ["beside the part that is taken", 'try({ deny = "Deny", odd = {}.x }.deny, "Allow")', "Allow"],
    ["in an argument", 'can(length([tonumber("x")])) ? "Deny" : "Allow"', "Allow"],
    ["in the results of a conditional", 'try(true ? "Deny" : [], "Allow")', "Allow"],
    ["in equal keys", 'try(keys({ for each in ["a", "a"] : "Deny" => each })[0], "Allow")', "Allow"],
    ["in an index of a set", 'can(var.allowed[0]) ? "Deny" : "Allow"', "Allow"],
    ["but not in what is not needed", 'try(true ? "Deny" : {}.x, "Allow")', "Deny"],
    ["nor behind a condition that decides", 'try(false && {}.x ? "Allow" : "Deny", "Allow")', "Deny"],
    ["nor in another try", 'try(try({}.x, "Deny"), "Allow")', "Deny"],
  ])("%s", (_, action, expected) => {
    expect(planned(set + withAction(action))).toEqual([`kv - ${expected}`]);
  });
});

describe("scalars become what a function takes", () => {
  it.each([
    ["a boolean a text", 'try(lower(true), "x") == "true" ? "Allow" : "Deny"', "Allow"],
    ["a number a text", 'try(split(".", 1.5)[1], "x") == "5" ? "Allow" : "Deny"', "Allow"],
    ["a text an index", 'try(["Allow"]["0"], "Deny")', "Allow"],
    ["a boolean a key", '{ true = "Allow", false = "Deny" }[true]', "Allow"],
    ["but not a list", 'try(upper(["allow"]), "Deny")', "Deny"],
    ["nor null", 'try(title(null), "Deny")', "Deny"],
  ])("%s", (_, action, expected) => {
    expect(planned(withAction(action))).toEqual([`kv - ${expected}`]);
  });
});

describe("a set", () => {
  it.each([
    ["has no first item", 'try([var.allowed[0]], ["0.0.0.0/0"])', "0.0.0.0/0"],
    ["nor an element", 'try([element(var.allowed, 0)], ["0.0.0.0/0"])', "0.0.0.0/0"],
    ["is not concatenated", 'try(concat(var.allowed, []), ["0.0.0.0/0"])', "0.0.0.0/0"],
    ["but is as a list", 'try(concat(tolist(var.allowed), []), ["0.0.0.0/0"])', "203.0.113.7"],
  ])("%s", (_, rules, expected) => {
    expect(planned(set + withAction('"Deny"', rules))).toEqual([`kv - Deny ${expected}`]);
  });

  it("is made of a tuple that meets one, so that instances have keys", () => {
    const each = 'variable "on" {\n  default = true\n}\n';
    const text = vault('for_each = var.on ? ["prod", "dev"] : toset([])\n').replace(
      '"kv"\n',
      '"kv-${each.key}"\n',
    );
    expect(planned(each + text)).toEqual(["kv-dev - -", "kv-prod - -"]);
  });

  it("is a list where a module asks for one", () => {
    const inside = `variable "ips" {\n  type = list(string)\n}\n${vault(
      "for_each = { for index, ip in var.ips : index => ip }\n",
    ).replace('"kv"\n', '"kv-${each.key}"\n')}`;
    const call = 'module "m" {\n  source = "./m"\n  ips = toset(["b", "a"])\n}\n';
    expect(planned(call, { "m/main.tf": inside })).toEqual(["kv-0 - -", "kv-1 - -"]);
  });

  it("does not make one of a list beside it", () => {
    const both = `${set}variable "list" {\n  type = list(string)\n  default = ["a", "a"]\n}\n`;
    const action = 'length(true ? var.list : var.allowed) == 2 ? "Allow" : "Deny"';
    expect(planned(both + withAction(action))).toEqual(["kv - Allow"]);
  });
});

describe("types decide", () => {
  it.each([
    [
      "that no instance is an empty object",
      `length(keys(azurerm_subnet.none)) == 0 ? "Allow" : "Deny"`,
      "Allow",
    ],
    [
      "that no instance has a key",
      'lookup(azurerm_subnet.none, "a", "none") == "none" ? "Allow" : "Deny"',
      "Allow",
    ],
    ["that no map is an object", 'contains([tomap({ a = "x" })], { a = "x" }) ? "Deny" : "Allow"', "Allow"],
    ["that no list is a tuple", 'var.allowed == ["203.0.113.7"] ? "Deny" : "Allow"', "Allow"],
    ["but objects are equal", '{ a = [1] } == { a = [1] } ? "Allow" : "Deny"', "Allow"],
  ])("%s", (_, action, expected) => {
    expect(planned(set + none + withAction(action))).toEqual([`kv - ${expected}`]);
  });

  it.each([
    ["null || true", "Enabled"],
    ["null && true", "Disabled"],
    ["try(null || false, true)", "Enabled"],
  ])("that %s is known", (test, expected) => {
    expect(planned(vault(`public_network_access_enabled = ${test}`))).toEqual([`kv ${expected} -`]);
  });
});
