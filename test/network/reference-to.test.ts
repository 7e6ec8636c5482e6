import { describe, expect, it } from "vitest";
import {
  analyze,
  applyChanges,
  changesFor,
  type Files,
  refactoringsAt,
} from "../../server/src/core/index.ts";
import { titleOf } from "../support/said.ts";

/** What the subnet rule reads that is written for subnet `app`; null where none is offered, as nothing would name it for certain. */
function reference(root: string, texts: Readonly<Record<string, string>>): string | null {
  const documents = new Map(Object.entries(texts).map(([id, text]) => [id, { id, text }]));
  const files: Files = {
    get: (id) => documents.get(id) ?? null,
    resolve: (_from, path) => `/${path.replace(/^\.\//, "")}`,
    list: (folder) => [...documents.keys()].filter((id) => id.slice(0, id.lastIndexOf("/") + 1) === folder),
  };
  const { worlds } = analyze({ root, files });
  for (const [id, text] of Object.entries(texts)) {
    const start = text.search(/Deny/);
    const fix = refactoringsAt(worlds, { document: id, start, end: start }).find((each) =>
      /^Allow .* \(adds a subnet rule\)$/.test(titleOf(each)),
    );
    const changes = fix && changesFor(fix, files)?.filter((change) => change.span.document === id);
    if (!changes) continue;
    const [, written = null] =
      /(?:"id": |\bid: |virtual_network_subnet_ids = )(.*)/.exec(applied(text, changes)) ?? [];
    return written;
  }
  return null;
}

/** The text that changes write, without that around it. */
function applied(text: string, changes: Parameters<typeof applyChanges>[1]): string {
  return applyChanges(text, changes)
    .split("\n")
    .filter((line) => !text.split("\n").includes(line))
    .join("\n");
}

describe("a reference in Bicep", () => {
  const kv = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
    }
  }
}
`;
  const endpoints = "properties: { serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }";
  const network = (subnet: string): string => `param prefix string = 'a'
param names array = ['app']
param isThere bool = true
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { ${subnet} }
}
`;
  const own = (head: string, body: string): string =>
    `resource app 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = ${head}${body}\n`;
  const body = `{
  parent: vnet
  name: 'app'
  ${endpoints}
}`;
  const inline = (name: string): string => `subnets: [{ name: ${name}, ${endpoints} }]`;

  it.each<readonly [string, string, string | null]>([
    ["by its symbol", network("") + own("", body), "app.id"],
    ["by the name it has in its network", network(inline("'app'")), "'${vnet.id}/subnets/app'"],
    ["by an expression", network(inline("'${prefix}-app'")), "'${vnet.id}/subnets/${'${prefix}-app'}'"],
    [
      "by its position in a loop that is written out",
      network("") + own("[for each in ['app']: ", `${body.replace("'app'", "each")}]`),
      "app[0].id",
    ],
    [
      "not in a loop over a parameter",
      network("") + own("[for each in names: ", `${body.replace("'app'", "each")}]`),
      null,
    ],
    [
      "not in a list that is computed",
      network(`subnets: [for each in names: { name: each, ${endpoints} }]`),
      null,
    ],
    ["not where it may be missing", network("") + own("if (prefix == newGuid()) ", body), null],
  ])("names a subnet %s", (_, text, expected) => {
    expect(reference("/main.bicep", { "/main.bicep": text + kv })).toBe(expected);
  });

  it("does not reach into a module", () => {
    const main = `${network("") + own("", body)}module inner 'kv.bicep' = { name: 'inner' }\n`;
    expect(reference("/main.bicep", { "/main.bicep": main, "/kv.bicep": kv })).toBeNull();
  });
});

describe("a reference in ARM JSON", () => {
  const template = (subnet: string, symbols = false): string => {
    const resources = [
      subnet,
      `${symbols ? '"kv": ' : ""}{ "type": "Microsoft.KeyVault/vaults", "apiVersion": "2026-02-01", "name": "kv", "properties": {
        "networkAcls": {
          "defaultAction": "Deny",
          "bypass": "None"
        } } }`,
    ].join(",\n");
    return `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0", ${symbols ? '"languageVersion": "2.0",' : ""}
  "parameters": { "network": { "type": "string", "defaultValue": "vnet" }, "count": { "type": "int", "defaultValue": 1 } },
  "resources": ${symbols ? `{ ${resources} }` : `[ ${resources} ]`} }`;
  };
  const subnet = (name: string, more = ""): string =>
    `{ "type": "Microsoft.Network/virtualNetworks/subnets", "apiVersion": "2024-05-01", "name": ${name}, ${more}
      "properties": { "serviceEndpoints": [{ "service": "Microsoft.KeyVault" }] } }`;
  const id = (network: string, name: string): string =>
    `"[resourceId('Microsoft.Network/virtualNetworks/subnets', ${network}, ${name})]"`;

  it.each<readonly [string, string, string | null]>([
    ["by the segments of its name", template(subnet('"vnet/app"')), id("'vnet'", "'app'")],
    [
      "by the parts of an expression",
      template(subnet(`"[concat(parameters('network'), '/app')]"`)),
      id("parameters('network')", "'app'"),
    ],
    [
      "by the values of a format",
      template(subnet(`"[format('{0}/{1}-app', parameters('network'), toLower('A'))]"`)),
      id("parameters('network')", "concat(toLower('A'), '-app')"),
    ],
    [
      "below its parent",
      template(`{ "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "[parameters('network')]",
        "resources": [${subnet('"app"').replace("Microsoft.Network/virtualNetworks/", "")}] }`),
      id("parameters('network')", "'app'"),
    ],
    ["beside symbolic names", template(`"app": ${subnet('"vnet/app"')}`, true), id("'vnet'", "'app'")],
    ["not by a name that is one expression", template(subnet(`"[parameters('network')]"`)), null],
    [
      "not in a copy loop",
      template(subnet(`"[concat('vnet/app', copyIndex())]"`, '"copy": { "name": "loop", "count": 1 },')),
      null,
    ],
  ])("names a subnet %s", (_, text, expected) => {
    expect(reference("/main.json", { "/main.json": text })).toBe(expected);
  });
});

describe("a reference in Terraform", () => {
  const kv = `resource "azurerm_key_vault" "kv" {
  name                = "kv"
  resource_group_name = "rg"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}
`;
  const variables = `variable "subnets" {
  default = ["app"]
}
locals {
  subnets = ["app"]
}
`;
  const subnet = (repeat: string, name = '"app"'): string => `resource "azurerm_subnet" "app" {
  ${repeat}
  name                 = ${name}
  resource_group_name  = "rg"
  virtual_network_name = "vnet"
  service_endpoints    = ["Microsoft.KeyVault"]
}
`;
  const inline = (name: string): string => `resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  resource_group_name = "rg"
  subnet {
    name              = ${name}
    service_endpoints = ["Microsoft.KeyVault"]
  }
}
`;

  it.each<readonly [string, string, string | null]>([
    ["by its address", subnet(""), "[azurerm_subnet.app.id]"],
    ["by its count", subnet("count = 1"), "[azurerm_subnet.app[0].id]"],
    ["by its key", subnet('for_each = toset(["app"])', "each.key"), '[azurerm_subnet.app["app"].id]'],
    [
      "by the key of a local",
      subnet("for_each = toset(local.subnets)", "each.key"),
      '[azurerm_subnet.app["app"].id]',
    ],
    ["not by the key of a variable", subnet("for_each = toset(var.subnets)", "each.key"), null],
    [
      "by the name it has in its network",
      inline('"app"'),
      '["${azurerm_virtual_network.vnet.id}/subnets/app"]',
    ],
    ["not by a name that is computed there", inline("var.subnets[0]"), null],
  ])("names a subnet %s", (_, text, expected) => {
    expect(reference("/", { "/main.tf": variables + text + kv })).toBe(expected);
  });
});
