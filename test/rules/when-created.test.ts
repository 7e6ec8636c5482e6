import { expect, it } from "vitest";
import { type Analysis, analyze, type Files, type ReportedFinding } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { mergeRoots, type RootFindings } from "../../server/src/core/workspace/merge-roots.ts";
import { messageOf } from "../support/said.ts";

const vault = (name: string, condition: string, properties = ""): string => `
resource ${name} 'Microsoft.KeyVault/vaults@2024-11-01' = ${condition}{
  name: '${name}'
  properties: { ${properties} }
}`;
const endpoint = (condition: string): string => `
resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = ${condition}{
  name: 'pe'
  properties: {
    subnet: { id: '/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s' }
    privateLinkServiceConnections: [{ name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }]
  }
}`;
const parameter = (value: boolean): string => `param deploy bool = ${String(value)}`;
const json = (deploy: boolean): string =>
  JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: { deploy: { type: "bool", defaultValue: deploy } },
    resources: [
      {
        type: "Microsoft.KeyVault/vaults",
        apiVersion: "2024-11-01",
        name: "kv",
        condition: "[parameters('deploy')]",
        properties: {},
      },
    ],
  });
const azapi = `
variable "deploy" { default = false }
resource "azapi_resource" "kv" {
  count = var.deploy ? 1 : 0
  type  = "Microsoft.KeyVault/vaults@2024-11-01"
  name  = "kv"
  body  = { properties = {} }
}`;
const terraform = (count: string): string => `
variable "deploy" { default = false }
resource "azurerm_key_vault" "kv" {
  count = var.deploy ? 1 : 0
  name  = "kv"
}
resource "azurerm_key_vault_secret" "s" {
  count        = ${count}
  name         = "s"
  key_vault_id = azurerm_key_vault.kv[0].id
}
resource "azurerm_key_vault" "other" {
  count = var.deploy ? 0 : 1
  name  = "other"
  public_network_access_enabled = false
  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}`;

const byMode = (test: string): string => `publicNetworkAccess: ${test} ? 'Enabled' : 'Disabled'`;
const created = "once created";

/** A vault that nothing creates is judged with what comes with it, one severity lower; what is written under its negation is not there. */
it.each<[what: string, file: string, text: string, expected: readonly string[]]>([
  ["a vault that is created", "main.bicep", parameter(true) + vault("kv", "if (deploy) "), ["warning KV101"]],
  [
    "a vault that is not",
    "main.bicep",
    parameter(false) + vault("kv", "if (deploy) "),
    [`info KV101 ${created}`],
  ],
  [
    "its endpoint comes with it",
    "main.bicep",
    parameter(false) + vault("kv", "if (deploy) ") + endpoint("if (deploy) "),
    [`info KV101 ${created}`],
  ],
  [
    "what has another condition does not",
    "main.bicep",
    parameter(false) + vault("kv", "if (deploy) ") + endpoint("if (deploy && false) "),
    [`info KV101 ${created}`],
  ],
  [
    "other vaults keep their findings",
    "main.bicep",
    parameter(false) + vault("kv", "if (deploy) ") + vault("other", ""),
    [`info KV101 ${created}`, "warning KV101"],
  ],
  [
    "a module that is not called",
    "main.bicep",
    `${parameter(false)}\nmodule m 'inner.bicep' = if (deploy) { name: 'm' }`,
    [`info KV101 ${created}`],
  ],
  [
    "vaults that need different values of one parameter",
    "main.bicep",
    `param env string = 'dev'${vault("a", "if (env == 'test') ", byMode("env == 'test'"))}${vault("b", "if (env == 'prod') ", byMode("env == 'dev'"))}`,
    [`info KV101 ${created}`],
  ],
  [
    "a parameter that follows from another one",
    "main.bicep",
    `param mode string = 'none'\nparam deploy bool = mode == 'open'${vault("kv", "if (deploy) ", byMode("mode == 'none'"))}`,
    [],
  ],
  [
    "a default that meets its part of the condition",
    "main.bicep",
    `param deploy bool = false\nparam env string = 'dev'${vault("kv", "if (deploy && env != '') ", byMode("env == 'dev'"))}`,
    [`info KV101 ${created}`],
  ],
  [
    "another call of the same module",
    "main.bicep",
    `${parameter(false)}
module a 'optional.bicep' = { name: 'a', params: { deploy: deploy, isOpen: false } }
module b 'optional.bicep' = { name: 'b', params: { deploy: true, isOpen: false } }`,
    [],
  ],
  ["ARM JSON, created", "main.json", json(true), ["warning KV101"]],
  ["ARM JSON, not created", "main.json", json(false), [`info KV101 ${created}`]],
  ["a count of none, azapi", "main.tf", azapi, [`info KV101 ${created}`]],
  ["a count of none", "main.tf", terraform("var.deploy ? 1 : 0"), [`info KV101 ${created}`]],
])("%s", (_, file, text, expected) => {
  const found = findings(file, text).filter(({ code }) => /KV10[14]/.test(code));
  expect(found.map((each) => `${each.severity} ${each.code} ${messageOf(each)}`)).toEqual(
    expected.map((each) => {
      const [, severity = "", code = ""] = /^(?:(\w+) )?(KV\d+)/.exec(each) ?? [];
      const end = each.endsWith(created) ? `' \\(${created}\\) ` : "' (?!\\()";
      return expect.stringMatching(new RegExp(`^${severity || "\\w+"} ${code} .*${end}`)) as unknown;
    }),
  );
});

it("says of an API version that it retires, created or not", () => {
  const [found, ...others] = findings("main.bicep", parameter(false) + vault("kv", "if (deploy) ")).filter(
    ({ code }) => code === "KV213",
  );
  expect(others).toEqual([]);
  expect(found?.severity).toBe("info");
  expect(found && messageOf(found)).toBe(
    "'kv' uses API version 2024-11-01, which retires on 2027-02-27 (then an error).",
  );
});

it("shows the steps of a vault that is not created as they would be", () => {
  const perimeter = `
resource nsp 'Microsoft.Network/networkSecurityPerimeters@2024-07-01' = if (deploy) { name: 'nsp' }
resource profile 'Microsoft.Network/networkSecurityPerimeters/profiles@2024-07-01' = if (deploy) { name: 'nsp/p' }
resource rule 'Microsoft.Network/networkSecurityPerimeters/profiles/accessRules@2024-07-01' = if (deploy) {
  name: 'nsp/p/r'
  properties: { direction: 'Inbound', addressPrefixes: ['203.0.113.0/24'] }
}
resource association 'Microsoft.Network/networkSecurityPerimeters/resourceAssociations@2024-07-01' = if (deploy) {
  name: 'nsp/kv'
  properties: {
    privateLinkResource: { id: resourceId('Microsoft.KeyVault/vaults', 'kv') }
    profile: { id: resourceId('Microsoft.Network/networkSecurityPerimeters/profiles', 'nsp', 'p') }
  }
}`;
  const text = parameter(false) + vault("kv", "if (deploy) ", "publicNetworkAccess: 'Disabled'") + perimeter;
  const found = findings("main.bicep", text).find(({ code }) => code === "KV406");
  expect(found && messageOf(found)).toContain(created);
  expect(found?.steps().map(({ gate, outcome }) => `${gate.name} ${outcome}`)).toContain("perimeter allow");
});

it("says nothing of it where another root creates the vault", () => {
  const called = (name: string, deploy: boolean): RootFindings => {
    const text = `${parameter(deploy)}\nmodule m 'inner.bicep' = if (deploy) { name: 'm' }`;
    const analysis = analyzed(name.slice(1), text);
    return { analysis, findings: check(analysis) };
  };
  const merged = mergeRoots([called("/a.bicep", false), called("/b.bicep", true)]);
  const [found] = merged.filter(({ code }) => code === "KV101");
  expect(found?.severity).toBe("warning");
  expect(found && messageOf(found)).not.toContain(created);
  expect(found?.instances.map(({ root }) => root)).toEqual(["/b.bicep"]);
});

function findings(file: string, text: string): readonly ReportedFinding[] {
  return check(analyzed(file, text));
}

function analyzed(file: string, text: string): Analysis {
  const documents = new Map([
    [`/${file}`, text],
    ["/inner.bicep", vault("kv", "")],
    [
      "/optional.bicep",
      `param deploy bool\nparam isOpen bool\n${vault("kv", "if (deploy && !isOpen) ", byMode("isOpen"))}`,
    ],
  ]);
  const files: Files = {
    get: (id) => {
      const found = documents.get(id);
      return found === undefined ? null : { id, text: found };
    },
    resolve: (_from, path) => `/${path}`,
    list: () => [`/${file}`],
  };
  return analyze({ root: `/${file}`, files });
}
