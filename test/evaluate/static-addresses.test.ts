import { describe, expect, it } from "vitest";
import { type Analysis, analyze, reportVaults } from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

/** A vault whose IP rules list the address of a public IP unless that is empty. */
const bicep = (isEmpty: string, pip: string, head = ""): Analysis =>
  analyze({
    root: "/main.bicep",
    files: filesInMemory({
      "/main.bicep": `param location string
${head}
resource pip 'Microsoft.Network/publicIPAddresses@2024-05-01' ${pip}
var ip = pip.properties.ipAddress
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-five-demo'
  location: location
  properties: { networkAcls: { defaultAction: 'Deny', ipRules: [for each in (${isEmpty} ? ['0.0.0.0/0'] : [ip]): { value: each }] } }
}`,
    }),
  });
const arm = (isEmpty: string, properties: object): Analysis =>
  analyze({
    root: "/main.json",
    files: filesInMemory({
      "/main.json": JSON.stringify({
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          { type: "Microsoft.Network/publicIPAddresses", apiVersion: "2024-05-01", name: "pip", properties },
          {
            type: "Microsoft.KeyVault/vaults",
            apiVersion: "2026-02-01",
            name: "kv-five-demo",
            properties: { networkAcls: { defaultAction: `[if(${isEmpty}, 'Allow', 'Deny')]` } },
          },
        ],
      }),
    }),
  });
const ip = "reference(resourceId('Microsoft.Network/publicIPAddresses', 'pip'), '2024-05-01').ipAddress";
const terraform = (isEmpty: string, method: string): Analysis =>
  analyze({
    root: "/",
    files: {
      ...filesInMemory({
        "/main.tf": `resource "azurerm_public_ip" "pip" {
  name              = "pip"
  allocation_method = ${method}
}
variable "method" {}
resource "azurerm_key_vault" "kv" {
  name = "kv-five-demo"
  network_acls {
    bypass         = "None"
    default_action = ${isEmpty} ? "Allow" : "Deny"
  }
}`,
      }),
    },
  });

const fixed = "= { name: 'pip', location: location, properties: { publicIPAllocationMethod: 'Static' } }";
const moving = "= { name: 'pip', location: location, properties: { publicIPAllocationMethod: 'Dynamic' } }";
const address = "azurerm_public_ip.pip.ip_address";

const exposure = ({ worlds }: Analysis): string =>
  reportVaults(worlds)
    .map((each) => each.exposure)
    .join();

describe("an address that exists", () => {
  it.each([
    ["empty() in Bicep", bicep("empty(ip)", fixed)],
    ["a comparison in Bicep", bicep("ip == ''", fixed)],
    ["?? in Bicep", bicep("empty(ip ?? '')", fixed)],
    ["a part of it in Bicep", bicep("empty(take(ip, 3))", fixed)],
    ["what is built with it in Bicep", bicep("empty('${ip}')", fixed)],
  ])("is not empty: %s", (_, analysis) => {
    expect(exposure(analysis)).toBe("selected");
  });

  it.each([
    ["empty() in ARM JSON", arm(`empty(${ip})`, { publicIPAllocationMethod: "Static" })],
    ["equals() in ARM JSON", arm(`equals(${ip}, '')`, { publicIPAllocationMethod: "static" })],
    ["a comparison in Terraform", terraform(`${address} == ""`, '"Static"')],
    ["null in Terraform", terraform(`${address} == null`, '"Static"')],
    ["coalesce() in Terraform", terraform(`coalesce(${address}, "none") == "none"`, '"Static"')],
  ])("is not empty: %s", (_, analysis) => {
    expect(exposure(analysis)).toBe("private");
  });

  it.each([
    ["one that comes with a machine, in Bicep", bicep("empty(ip)", moving)],
    ["one of a resource that is looked up, in Bicep", bicep("empty(ip)", "existing = { name: 'pip' }")],
    ["one that comes with a machine, in ARM JSON", arm(`empty(${ip})`, {})],
    ["one that may come with a machine, in Terraform", terraform(`${address} == ""`, "var.method")],
    ["another member, in Bicep", bicep("empty(pip.properties.ipConfiguration.id)", fixed)],
    ["a parameter, in Bicep", bicep("empty(location)", fixed)],
  ])("may be empty: %s", (_, analysis) => {
    expect(exposure(analysis)).toBe("depends");
  });
});
