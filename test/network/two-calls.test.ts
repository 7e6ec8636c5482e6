import { describe, expect, it } from "vitest";
import { type Analysis, analyze, reportVaults } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

const vnet = `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'x'
  properties: { subnets: [{ name: 'app', properties: { addressPrefix: '10.0.0.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] } }] }
}
`;
const bicepModule = `param name string
param acls object = {}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: 'x'
  properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' }, networkAcls: acls }
}`;
/** Two calls of one module; the second closes its vault for all but a subnet. */
const bicep = (first: string, second: string, order = ""): Analysis =>
  analyze({
    root: "/main.bicep",
    files: filesInMemory({
      "/kv.bicep": bicepModule,
      "/main.bicep": `param prefix string\n${vnet}
module open 'kv.bicep' = { name: 'open', params: { name: ${first} } }
module closed 'kv.bicep' = {
  name: 'closed'
  params: { name: ${second}, acls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: '\${vnet.id}/subnets/app' }] } }
  ${order}
}`,
    }),
  });

const call = (name: string, vault: string, acls: object, dependsOn: readonly string[]): object => ({
  type: "Microsoft.Resources/deployments",
  apiVersion: "2022-09-01",
  name,
  dependsOn,
  properties: {
    mode: "Incremental",
    expressionEvaluationOptions: { scope: "inner" },
    parameters: { name: { value: vault }, acls: { value: acls } },
    template: {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: { name: { type: "string" }, acls: { type: "object" } },
      resources: [
        {
          type: "Microsoft.KeyVault/vaults",
          apiVersion: "2026-02-01",
          name: "[parameters('name')]",
          location: "x",
          properties: { networkAcls: "[parameters('acls')]" },
        },
      ],
    },
  },
});
const arm = (first: string, second: string, order: readonly string[] = []): Analysis => {
  const subnet = "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]";
  const acls = { defaultAction: "Deny", bypass: "None", virtualNetworkRules: [{ id: subnet }] };
  const endpoints = [{ service: "Microsoft.KeyVault" }];
  return analyze({
    root: "/main.json",
    files: filesInMemory({
      "/main.json": JSON.stringify({
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        parameters: { prefix: { type: "string" } },
        resources: [
          {
            type: "Microsoft.Network/virtualNetworks",
            apiVersion: "2024-05-01",
            name: "vnet",
            location: "x",
            properties: {
              subnets: [
                { name: "app", properties: { addressPrefix: "10.0.0.0/24", serviceEndpoints: endpoints } },
              ],
            },
          },
          call("open", first, {}, []),
          call("closed", second, acls, [
            "[resourceId('Microsoft.Network/virtualNetworks', 'vnet')]",
            ...order,
          ]),
        ],
      }),
    }),
  });
};
const hcl = (first: string, second: string): Analysis =>
  analyze({
    root: "/",
    files: {
      ...filesInMemory({
        "/m/main.tf": `variable "name" {}
variable "action" {}
resource "azurerm_key_vault" "kv" {
  name = var.name
  network_acls {
    default_action = var.action
    bypass         = "None"
  }
}`,
        "/main.tf": `module "open" {
  source = "./m"
  name   = "${first}"
  action = "Allow"
}
module "closed" {
  source = "./m"
  name   = "${second}"
  action = "Deny"
}`,
      }),
    },
  });

const exposures = ({ worlds }: Analysis): readonly string[] =>
  reportVaults(worlds).map(({ exposure }) => exposure);
const codes = (analysis: Analysis): readonly string[] => check(analysis).map(({ code }) => code);

describe.each([
  ["Bicep", () => bicep("'kv-shop'", "'kv-shop'")],
  ["Bicep, with a name that is known in part", () => bicep("'${prefix}kv'", "'${prefix}kv'")],
  ["ARM JSON", () => arm("kv-shop", "kv-shop")],
  [
    "ARM JSON, with a name that is known in part",
    () => arm("[concat(parameters('prefix'), 'kv')]", "[concat(parameters('prefix'), 'kv')]"),
  ],
])("two calls of a module that write one vault: %s", (_, analyzed) => {
  it("are one vault, whose settings depend on their order", () => {
    expect(exposures(analyzed())).toEqual(["depends"]);
  });

  it("are judged by what each of them waits for", () => {
    expect(codes(analyzed())).not.toContain("KV305");
  });
});

describe("calls of a module in an order", () => {
  it.each([
    ["Bicep", () => bicep("'kv-shop'", "'kv-shop'", "dependsOn: [open]")],
    ["ARM JSON", () => arm("kv-shop", "kv-shop", ["open"])],
  ])("are one vault as the last one writes it: %s", (_, analyzed) => {
    expect(exposures(analyzed())).toEqual(["selected"]);
  });
});

describe("calls of a module that are not known to write one vault", () => {
  it.each([
    ["names that differ in Bicep", () => bicep("'kv-shop'", "'kv-other'")],
    ["names that differ in ARM JSON", () => arm("kv-shop", "kv-other")],
    ["names that may differ in Bicep", () => bicep("'${prefix}kv'", "'kv${prefix}'")],
    [
      "names that may differ in ARM JSON",
      () => arm("[concat(parameters('prefix'), 'kv')]", "[concat('kv', parameters('prefix'))]"),
    ],
    ["two addresses of Terraform", () => hcl("kv-shop", "kv-other")],
    ["two addresses of Terraform with one name", () => hcl("kv-shop", "kv-shop")],
  ])("are two: %s", (_, analyzed) => {
    expect(exposures(analyzed())).toHaveLength(2);
  });
});
