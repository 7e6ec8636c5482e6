import { expect, it } from "vitest";
import { vaultsOf } from "./workspace.ts";

const json = {
  "//": "Read like the native syntax.",
  variable: {
    ips: { type: "list(string)", default: ["203.0.113.7"] },
    acls: { type: 'object({ action = optional(string, "Deny") })', default: {} },
  },
  locals: { name: "kv" },
  resource: {
    azurerm_key_vault: {
      kv: {
        name: "${local.name}-one",
        tags: { team: "a" },
        network_acls: {
          bypass: "None",
          default_action: "${var.acls.action}",
          ip_rules: '${concat(var.ips, ["198.51.100.0/24"])}',
        },
      },
      many: [
        {
          for_each: { a: "Allow", b: "Deny" },
          name: "kv-${each.key}",
          dynamic: {
            network_acls: {
              for_each: ["${each.value}"],
              content: { bypass: "None", default_action: "${network_acls.value}" },
            },
          },
        },
      ],
    },
  },
  module: { kv: { source: "./m", name: "kv-m" } },
};

it("Terraform's JSON syntax is read like the native one", () => {
  const text = JSON.stringify(json, null, 2);
  const vaults = vaultsOf({
    "main.tf.json": text,
    "m/main.tf": 'variable "name" {}\nresource "azurerm_key_vault" "kv" {\n name = var.name\n}\n',
  });
  expect(vaults.map(({ symbol, name, exposure, ipRules }) => [symbol, name, exposure, ipRules])).toEqual([
    ["azurerm_key_vault.kv", "kv-one", "selected", ["203.0.113.7", "198.51.100.0/24"]],
    ['azurerm_key_vault.many["a"]', "kv-a", "public", []],
    ['azurerm_key_vault.many["b"]', "kv-b", "private", []],
    ["azurerm_key_vault.kv", "kv-m", "public", []],
  ]);
  expect(vaults.slice(0, 1).map(({ label }) => text.slice(label.start, label.end))).toEqual(['"kv"']);
});

it("values of variables may be JSON", () => {
  const files = {
    "main.tf":
      'variable "open" {}\nresource "azurerm_key_vault" "kv" {\n public_network_access_enabled = var.open\n}\n',
    "terraform.tfvars.json": '{ "open": false }',
  };
  expect(vaultsOf(files).map(({ exposure }) => exposure)).toEqual(["private"]);
});

it("broken JSON is reported, and hides declarations", () => {
  expect(vaultsOf({ "main.tf.json": '{ "resource": { "azurerm_key_vault": { "kv": {' })).toHaveLength(1);
});
