import { describe, expect, it } from "vitest";
import { linkAnalyses, readSource, reportVerdicts, wordsIn } from "../../server/src/core/index.ts";
import type { Texts } from "../support/files-in-memory.ts";
import { analysesAlone, analysesOf } from "./workspace.ts";

const english = wordsIn("en");

/** Roots, and what a subnet gets at the vault of one of them: alone, and with the others. */
interface Scene {
  readonly texts: Texts;
  readonly root: string;
  readonly from: string;
  readonly alone: string;
  readonly together: string;
  readonly says?: string;
}

const deniesInternet = `resource "azurerm_network_security_group" "nsg" {
  name                = "nsg"
  resource_group_name = "rg-net"
  security_rule {
    name                       = "deny"
    priority                   = 200
    direction                  = "Outbound"
    access                     = "Deny"
    protocol                   = "*"
    source_address_prefix      = "*"
    source_port_range          = "*"
    destination_address_prefix = "Internet"
    destination_port_range     = "*"
  }
}
`;
const association = (
  subnet: string,
): string => `resource "azurerm_subnet_network_security_group_association" "app" {
  subnet_id                 = ${subnet}
  network_security_group_id = azurerm_network_security_group.nsg.id
}
`;

function network(endpoints = "[]", more = ""): string {
  return `terraform {
  backend "azurerm" {
    container_name = "tfstate"
    key            = "network.tfstate"
  }
}
resource "azurerm_virtual_network" "shop" {
  name                = "vnet-shop"
  resource_group_name = "rg-net"
  address_space       = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg-net"
  virtual_network_name = azurerm_virtual_network.shop.name
  address_prefixes     = ["10.0.1.0/24"]
  service_endpoints    = ${endpoints}
}
output "app_id" {
  value = azurerm_subnet.app.id
}
${more}`;
}

const lookup = `data "azurerm_subnet" "app" {
  name                 = "app"
  virtual_network_name = "vnet-shop"
  resource_group_name  = "rg-net"
}
`;
const state = `data "terraform_remote_state" "network" {
  backend = "azurerm"
  config = {
    container_name = "tfstate"
    key            = "network.tfstate"
  }
}
`;

function vault(subnet: string, more = ""): string {
  return `resource "azurerm_key_vault" "kv" {
  name                = "kv-shop"
  resource_group_name = "rg-app"
  network_acls {
    default_action             = "Deny"
    bypass                     = "None"
    virtual_network_subnet_ids = [${subnet}]
  }
}
${more}`;
}

const bicep = (
  group: string,
): string => `resource shop 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'vnet-shop'
  scope: resourceGroup('${group}')
  resource app 'subnets' existing = { name: 'app' }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-shop'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [ { id: shop::app.id } ] } }
}
`;

const zone = `resource "azurerm_private_dns_zone" "vaults" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg-dns"
}
`;
const link = (
  zoneName: string,
  networkId: string,
): string => `resource "azurerm_private_dns_zone_virtual_network_link" "shop" {
  name                  = "shop"
  resource_group_name   = "rg-dns"
  private_dns_zone_name = ${zoneName}
  virtual_network_id    = ${networkId}
}
`;
const zoneLookup = `data "azurerm_private_dns_zone" "vaults" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg-dns"
}
`;
const networkLookup = `data "azurerm_virtual_network" "shop" {
  name                = "vnet-shop"
  resource_group_name = "rg-net"
}
`;
const endpoint = `resource "azurerm_private_endpoint" "kv" {
  name      = "pe"
  subnet_id = data.azurerm_subnet.app.id
  private_service_connection {
    name                           = "kv"
    private_connection_resource_id = azurerm_key_vault.kv.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }
  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [data.azurerm_private_dns_zone.vaults.id]
  }
}
`;
const perimeter = `resource "azurerm_network_security_perimeter" "shop" {
  name                = "perimeter"
  resource_group_name = "rg-net"
}
resource "azurerm_network_security_perimeter_profile" "shop" {
  name                          = "profile"
  network_security_perimeter_id = azurerm_network_security_perimeter.shop.id
}
resource "azurerm_network_security_perimeter_access_rule" "office" {
  name                                  = "office"
  network_security_perimeter_profile_id = azurerm_network_security_perimeter_profile.shop.id
  direction                             = "Inbound"
  address_prefixes                      = ["203.0.113.0/24"]
}
output "profile_id" {
  value = azurerm_network_security_perimeter_profile.shop.id
}
`;
const perimeterAssociation = `resource "azurerm_network_security_perimeter_association" "kv" {
  name                                  = "kv"
  access_mode                           = "Enforced"
  network_security_perimeter_profile_id = data.terraform_remote_state.network.outputs.profile_id
  resource_id                           = azurerm_key_vault.kv.id
}
`;
const byName = "data.azurerm_subnet.app.id";
const asText =
  '"/subscriptions/0/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-shop/subnets/app"';
const onExisting = "depends DEPENDS_EXISTING";
const withRule = "allowed ALLOW_SUBNET_RULE";
const assumed = "allowed ALLOW_PRIVATE_ENDPOINT\nThe vault's name is assumed to resolve";
const on = '["Microsoft.KeyVault"]';

const scenes: Readonly<Record<string, Scene>> = {
  "a subnet that is looked up by its name has the service endpoint of its root": {
    texts: { "/net/main.tf": network(on), "/app/main.tf": lookup + vault(byName) },
    root: "/app/",
    from: "subnet:app",
    alone: onExisting,
    together: withRule,
  },
  "a subnet without the service endpoint": {
    texts: { "/net/main.tf": network(), "/app/main.tf": lookup + vault(byName) },
    root: "/app/",
    from: "subnet:app",
    alone: onExisting,
    together: "denied DENY_DEFAULT_ACTION",
    says: "has no Microsoft.KeyVault service endpoint",
  },
  "a subnet from the state of another root": {
    texts: {
      "/net/main.tf": network(on),
      "/app/main.tf": state + vault("data.terraform_remote_state.network.outputs.app_id"),
    },
    root: "/app/",
    from: "subnet:app",
    alone: "nothing",
    together: withRule,
  },
  "a subnet by its id": {
    texts: { "/net/main.tf": network(on), "/app/main.tf": vault(asText) },
    root: "/app/",
    from: "subnet:app",
    alone: "nothing",
    together: withRule,
  },
  "a subnet that Bicep looks up in another resource group": {
    texts: { "/net/main.tf": network(on), "/app/main.bicep": bicep("rg-net") },
    root: "/app/main.bicep",
    from: "subnet:vnet-shop/app",
    alone: onExisting,
    together: withRule,
  },
  "a network of that name in another resource group is another one": {
    texts: { "/net/main.tf": network(on), "/app/main.bicep": bicep("rg-other") },
    root: "/app/main.bicep",
    from: "subnet:vnet-shop/app",
    alone: onExisting,
    together: onExisting,
  },
  "a network that two roots declare is of none of them": {
    texts: {
      "/net/main.tf": network(on),
      "/net2/main.tf": network(on).replace("network.tfstate", "network2.tfstate"),
      "/app/main.tf": lookup + vault(byName),
    },
    root: "/app/",
    from: "subnet:app",
    alone: onExisting,
    together: onExisting,
  },
  "the security group of the subnet, in its own root": {
    texts: {
      "/net/main.tf": network(on, deniesInternet + association("azurerm_subnet.app.id")),
      "/app/main.tf": lookup + vault(byName),
    },
    root: "/app/",
    from: "subnet:app",
    alone: onExisting,
    together: "denied DENY_NETWORK_SECURITY_GROUP",
    says: "deny (200)",
  },
  "the security group of the subnet, in a third root": {
    texts: {
      "/net/main.tf": network(on),
      "/rules/main.tf": lookup + deniesInternet + association(byName),
      "/app/main.tf": lookup + vault(byName),
    },
    root: "/app/",
    from: "subnet:app",
    alone: onExisting,
    together: "denied DENY_NETWORK_SECURITY_GROUP",
  },
  "a zone that its root links to the network": {
    texts: {
      "/net/main.tf": network(),
      "/dns/main.tf":
        zone +
        networkLookup +
        link("azurerm_private_dns_zone.vaults.name", "data.azurerm_virtual_network.shop.id"),
      "/app/main.tf": lookup + zoneLookup + vault("", endpoint),
    },
    root: "/app/",
    from: "subnet:app",
    alone: assumed,
    together: "allowed ALLOW_PRIVATE_ENDPOINT",
  },
  "a zone that a third root links to the network": {
    texts: {
      "/net/main.tf": network(),
      "/dns/main.tf": zone,
      "/links/main.tf":
        zoneLookup +
        networkLookup +
        link("data.azurerm_private_dns_zone.vaults.name", "data.azurerm_virtual_network.shop.id"),
      "/app/main.tf": lookup + zoneLookup + vault("", endpoint),
    },
    root: "/app/",
    from: "subnet:app",
    alone: assumed,
    together: "allowed ALLOW_PRIVATE_ENDPOINT",
  },
  "a perimeter whose rules are in another root": {
    texts: {
      "/net/main.tf": network(on, perimeter),
      "/app/main.tf": state + vault("", perimeterAssociation),
    },
    root: "/app/",
    from: "203.0.113.7",
    alone: onExisting,
    together: "allowed ALLOW_PERIMETER_RULE",
  },
  "a zone that is linked to no network": {
    texts: {
      "/net/main.tf": network(),
      "/dns/main.tf": zone,
      "/app/main.tf": lookup + zoneLookup + vault("", endpoint),
    },
    root: "/app/",
    from: "subnet:app",
    alone: assumed,
    together: "denied DENY_DEFAULT_ACTION",
    says: "public address",
  },
};

describe.each(Object.entries(scenes))("%s", (_, { texts, root, from, alone, together, says }) => {
  const answer = (analyses: ReturnType<typeof analysesOf>): string => {
    const worlds = analyses.find((each) => each.root === root)?.worlds ?? [];
    const reading = readSource(from);
    if (!("source" in reading)) throw new Error(reading.fault.kind);
    const [verdict] = reportVerdicts(worlds, from, reading.source);
    if (!verdict) return "nothing";
    const said = verdict.steps.map(({ facts }) => english.gate(facts)).join(" ");
    return `${verdict.verdict} ${verdict.reason}\n${said}`;
  };

  it("alone", () => {
    expect(answer(analysesAlone(texts))).toContain(alone);
  });

  it("together", () => {
    const answered = answer(analysesOf(texts));
    expect(answered).toContain(together);
    if (says !== undefined) expect(answered).toContain(says);
  });
});

it("evaluates only roots whose networks others may mean as others see them", () => {
  const seen = (texts: Texts): readonly string[] => {
    const found = new Set<string>();
    const members = analysesAlone(texts).map((each) => ({
      ...each,
      outside: () => {
        found.add(each.root);
        return each.outside();
      },
    }));
    linkAnalyses(members);
    return [...found].sort();
  };
  const other = network()
    .replaceAll("vnet-shop", "vnet-other")
    .replaceAll("network.tfstate", "other.tfstate");
  const alone = { "/net/main.tf": network(), "/other/main.tf": other };
  expect(seen(alone)).toEqual([]);
  expect(seen({ ...alone, "/app/main.tf": lookup + vault("data.azurerm_subnet.app.id") })).toEqual([
    "/app/",
    "/net/",
  ]);
});
