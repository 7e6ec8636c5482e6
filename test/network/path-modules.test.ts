import { expect, it } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { filesOf } from "../terraform/workspace.ts";
import { printPath } from "./print-path.ts";

/** A group in one module, a rule in another one, the subnet where both are called. */
const drawings: readonly (readonly [root: string, texts: Readonly<Record<string, string>>])[] = [
  [
    "main.bicep",
    {
      "main.bicep": `
module group 'group.bicep' = {
  params: { name: 'nsg' }
}
module rule 'rule.bicep' = {
  params: { group: group.outputs.name }
}
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { subnets: [{ name: 'app', properties: { networkSecurityGroup: { id: group.outputs.id } } }] }
}
`,
      "group.bicep": `
param name string
resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: name
  properties: { securityRules: [for n in [1, 2]: { name: 'rule-\${n}', properties: { priority: 100 * n } }] }
}
output name string = nsg.name
output id string = nsg.id
`,
      "rule.bicep": `
param group string
resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' existing = {
  name: group
}
resource deny 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: nsg
  name: 'deny'
  properties: { priority: 4096 }
}
`,
    },
  ],
  [
    "",
    {
      "main.tf": `
module "group" {
  source = "./group"
  name   = "nsg"
}
module "rule" {
  source   = "./rule"
  for_each = toset(["deny"])
  name     = each.key
  group    = module.group.name
}
module "subnet" {
  source = "./subnet"
  group  = module.group.id
}
`,
      "group/main.tf": `
variable "name" {}
resource "azurerm_network_security_group" "nsg" {
  name                = var.name
  resource_group_name = "rg"
  dynamic "security_rule" {
    for_each = [1, 2]
    content {
      name     = "rule-\${security_rule.value}"
      priority = 100 * security_rule.value
    }
  }
}
output "name" {
  value = azurerm_network_security_group.nsg.name
}
output "id" {
  value = azurerm_network_security_group.nsg.id
}
`,
      "rule/main.tf": `
variable "group" {}
variable "name" {}
resource "azurerm_network_security_rule" "rule" {
  name                        = var.name
  resource_group_name         = "rg"
  network_security_group_name = var.group
  priority                    = 4096
}
`,
      "subnet/main.tf": `
variable "group" {}
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = "vnet"
}
resource "azurerm_subnet_network_security_group_association" "app" {
  subnet_id                 = azurerm_subnet.app.id
  network_security_group_id = var.group
}
`,
    },
  ],
];

it.each(drawings)("security groups are followed through modules of '%s'", (root, texts) => {
  const [world] = analyze({ root: `/w/${root}`, files: filesOf(texts) }).worlds;
  expect(world && printPath(world.network).filter((line) => !line.startsWith("network"))).toEqual([
    "subnet app group nsg",
    "group nsg",
    "  rule rule-1 100 - - - from to",
    "  rule rule-2 200 - - - from to",
    "  rule deny 4096 - - - from to",
  ]);
});

it("a part that may belong to any of many resources only says that there may be more", () => {
  const groups = Array.from(
    { length: 30 },
    (_, n) =>
      `resource "azurerm_network_security_group" "g${n}" {\n  name = "g${n}"\n  resource_group_name = "rg"\n}\n`,
  );
  const rule = `variable "group" {}\nresource "azurerm_network_security_rule" "some" {\n  name = "some"\n  resource_group_name = "rg"\n  network_security_group_name = var.group\n}\n`;
  const [world] = analyze({ root: "/w/", files: filesOf({ "main.tf": groups.join("") + rule }) }).worlds;
  expect(world && printPath(world.network)).toEqual(
    Array.from({ length: 30 }, (_, n) => `group g${n} open(group)`),
  );
});

it("a certain association of a subnet counts before one that may be of any", () => {
  const text = `variable "subnet" {}
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = "vnet"
}
resource "azurerm_subnet_route_table_association" "some" {
  subnet_id      = var.subnet
  route_table_id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/routeTables/some"
}
resource "azurerm_subnet_route_table_association" "app" {
  subnet_id      = azurerm_subnet.app.id
  route_table_id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/routeTables/own"
}
`;
  const [world] = analyze({ root: "/w/", files: filesOf({ "main.tf": text }) }).worlds;
  expect(world && printPath(world.network)).toEqual(["subnet app routes own"]);
});
