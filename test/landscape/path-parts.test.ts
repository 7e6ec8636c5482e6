import { expect, it } from "vitest";
import { printPath } from "../network/print-path.ts";
import { analysesOf } from "./workspace.ts";

const hub = `resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}
resource "azurerm_virtual_network_dns_servers" "hub" {
  virtual_network_id = azurerm_virtual_network.hub.id
  dns_servers        = ["10.0.2.4"]
}
resource "azurerm_virtual_network_peering" "spoke" {
  name                      = "to-spoke"
  resource_group_name       = "rg"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/spoke"
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.hub.name
  service_endpoints    = ["Microsoft.KeyVault"]
}
resource "azurerm_subnet" "firewall" {
  name                 = "AzureFirewallSubnet"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.hub.name
}
resource "azurerm_subnet" "unrelated" {
  name                 = "unrelated"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.hub.name
}
resource "azurerm_network_security_group" "nsg" {
  name                = "nsg"
  resource_group_name = "rg"
}
resource "azurerm_network_security_rule" "deny" {
  name                        = "deny"
  resource_group_name         = "rg"
  network_security_group_name = azurerm_network_security_group.nsg.name
  priority                    = 100
  access                      = "Deny"
  direction                   = "Outbound"
  protocol                    = "*"
}
resource "azurerm_subnet_network_security_group_association" "app" {
  subnet_id                 = azurerm_subnet.app.id
  network_security_group_id = azurerm_network_security_group.nsg.id
}
resource "azurerm_route_table" "rt" {
  name                = "rt"
  resource_group_name = "rg"
}
resource "azurerm_route" "all" {
  name                = "all"
  resource_group_name = "rg"
  route_table_name    = azurerm_route_table.rt.name
  address_prefix      = "0.0.0.0/0"
  next_hop_type       = "None"
}
resource "azurerm_subnet_route_table_association" "app" {
  subnet_id      = azurerm_subnet.app.id
  route_table_id = azurerm_route_table.rt.id
}
resource "azurerm_firewall" "fw" {
  name                = "fw"
  resource_group_name = "rg"
  firewall_policy_id  = azurerm_firewall_policy.policy.id
  ip_configuration {
    name      = "one"
    subnet_id = azurerm_subnet.firewall.id
  }
}
resource "azurerm_firewall_policy" "policy" {
  name                = "policy"
  resource_group_name = "rg"
}
resource "azurerm_firewall_policy_rule_collection_group" "group" {
  name               = "group"
  firewall_policy_id = azurerm_firewall_policy.policy.id
  priority           = 100
}
resource "azurerm_ip_group" "spokes" {
  name                = "spokes"
  resource_group_name = "rg"
  cidrs               = ["10.1.0.0/16"]
}
resource "azurerm_private_dns_resolver" "resolver" {
  name                = "resolver"
  resource_group_name = "rg"
  virtual_network_id  = azurerm_virtual_network.hub.id
}
resource "azurerm_private_dns_resolver_inbound_endpoint" "in" {
  name                    = "in"
  private_dns_resolver_id = azurerm_private_dns_resolver.resolver.id
  ip_configurations {
    subnet_id = azurerm_subnet.app.id
  }
}
resource "azurerm_private_dns_resolver_dns_forwarding_ruleset" "rules" {
  name                = "rules"
  resource_group_name = "rg"
}
resource "azurerm_private_dns_resolver_forwarding_rule" "vaults" {
  name                      = "vaults"
  dns_forwarding_ruleset_id = azurerm_private_dns_resolver_dns_forwarding_ruleset.rules.id
  domain_name               = "vault.azure.net."
}
resource "azurerm_private_dns_resolver_virtual_network_link" "hub" {
  name                      = "hub"
  dns_forwarding_ruleset_id = azurerm_private_dns_resolver_dns_forwarding_ruleset.rules.id
  virtual_network_id        = azurerm_virtual_network.hub.id
}
`;

const vault = (rules: string): string => `resource "azurerm_key_vault" "shared" {
  name                = "kv-shared"
  resource_group_name = "rg"
  network_acls {
    default_action             = "Deny"
    bypass                     = "None"
    virtual_network_subnet_ids = [${rules}]
  }
}
`;

const lookup = `data "azurerm_key_vault" "kv" {
  name                = "kv-shared"
  resource_group_name = "rg"
}
`;

const subnetLookup = `data "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "rg"
}
data "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = data.azurerm_virtual_network.hub.name
}
`;

function pathOf(rules: string, app: string): readonly string[] {
  const found = analysesOf({ "/hub/main.tf": hub + vault(rules), "/app/main.tf": app });
  const [world] = found.find(({ root }) => root === "/app/")?.worlds ?? [];
  return world ? printPath(world.network) : [];
}

const whole = [
  "network hub space 10.0.0.0/16 dns 10.0.2.4",
  "subnet app group nsg routes rt",
  "subnet AzureFirewallSubnet",
  "group nsg",
  "  rule deny 100 Deny Outbound * from to",
  "table rt",
  "  route all 0.0.0.0/0 None -",
  "peering to-spoke of hub to spoke",
  "firewall fw policy policy",
  "policy policy",
  "  collections 100",
  "addresses spokes 10.1.0.0/16",
  "inbound endpoint in in hub subnet app",
  "ruleset rules",
  "  forwarding vaults vault.azure.net.",
  "  linked to hub",
];

it("brings the network of another root to the root that looks up a subnet of it", () => {
  expect(pathOf("", lookup + subnetLookup)).toEqual(whole);
  expect(pathOf("", subnetLookup)).toEqual(whole);
});

it("brings what traffic of a subnet in the rules of a vault meets to a root that looks up the vault", () => {
  expect(pathOf("azurerm_subnet.app.id", lookup)).toEqual(whole);
});

it("brings nothing of the kind to a root that refers to no network", () => {
  expect(pathOf("", lookup)).toEqual([]);
});
