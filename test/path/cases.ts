import type { NetworkScene, ParameterScene, Scene, SubnetScene, Syntax } from "./scene.ts";

/** A case: what a subnet gets, as verdict and reason, and what a step has to say of it. */
export interface Case {
  readonly name: string;
  readonly scene: Scene;
  /** `v/app` if left out. */
  readonly from?: string;
  readonly gets: string;
  readonly says?: string;
  /** What it gets in ARM JSON and Bicep, where the group that is deployed to has no known name. */
  readonly getsInOwnGroup?: string;
  readonly notes?: readonly string[];
  /** The parameters that it depends on. */
  readonly dependsOn?: readonly string[];
  /** The verdicts under each value of them, where they are few. */
  readonly when?: Readonly<Record<string, string>>;
  /** Syntaxes that cannot say it. */
  readonly not?: readonly Syntax[];
}

const open = "allowed ALLOW_FIREWALL_OFF";
const bySubnet = "allowed ALLOW_SUBNET_RULE";
const byAddress = "allowed ALLOW_IP_RULE";
const byEndpoint = "allowed ALLOW_PRIVATE_ENDPOINT";
const noRule = "denied DENY_DEFAULT_ACTION";
const byGroup = "denied DENY_NETWORK_SECURITY_GROUP";
const noRoute = "denied DENY_ROUTE";
const byFirewall = "denied DENY_FIREWALL";
const noName = "denied DENY_NAME_RESOLUTION";

/** A network `v` with the subnet `app`, and one for private endpoints. */
function network(
  app: Partial<SubnetScene>,
  more: Partial<NetworkScene> = {},
  pe: Partial<SubnetScene> = {},
): NetworkScene {
  return {
    prefix: "10.1.0.0/16",
    subnets: { app: { prefix: "10.1.1.0/24", ...app }, pe: { prefix: "10.1.2.0/24", ...pe } },
    ...more,
  };
}

const hub: NetworkScene = { prefix: "10.9.0.0/16", subnets: { hub: { prefix: "10.9.0.0/24" } } };
const other: NetworkScene = { prefix: "10.2.0.0/16", subnets: { pe: { prefix: "10.2.2.0/24" } } };
const toFirewall = { rt: ["0.0.0.0/0 VirtualAppliance fw"] };
const behindFirewall = {
  networks: { v: network({ table: "rt" }), hub },
  tables: toFirewall,
  peerings: ["v hub", "hub v"],
};
const allowTag = ["network 100 Allow AzureKeyVault"];
const inV = { subnet: "v/pe", zones: ["z"] };
const linked = { z: { links: ["v"] } };
const fromSubnet = { allows: ["v/app", "pip-nat", "pip-fw"] };

/** Rules that name the tags of Azure's own DNS, and of the address that machines get tokens from. */
function azureDnsDenied(): readonly Case[] {
  const scene = (dnsServers: readonly string[], ...rules: readonly string[]): Scene => ({
    networks: { v: network({ group: "nsg" }, { dnsServers }) },
    groups: { nsg: rules },
  });
  return [
    {
      name: "Azure's DNS denied",
      scene: scene([], "200 Deny Outbound AzurePlatformDNS * * *"),
      gets: noName,
      says: "outbound rule deny-200 (200). Azure DNS is blocked",
    },
    {
      name: "Azure's DNS allowed before it is denied",
      scene: scene(
        [],
        "100 Allow Outbound AzurePlatformDNS 53 * Udp",
        "200 Deny Outbound AzurePlatformDNS *",
      ),
      gets: open,
    },
    {
      name: "only TCP denied to Azure's DNS",
      scene: scene([], "200 Deny Outbound AzurePlatformDNS *"),
      gets: open,
    },
    {
      name: "everything denied does not concern Azure's DNS",
      scene: scene([], "100 Allow Outbound AzureKeyVault 443", "200 Deny Outbound * * * *"),
      gets: open,
    },
    {
      name: "Azure's DNS denied in a network with servers of its own",
      scene: scene(["10.8.0.4"], "200 Deny Outbound AzurePlatformDNS * * *"),
      gets: "depends",
      says: "Azure DNS may be blocked",
    },
    {
      name: "the address of tokens denied",
      scene: scene([], "200 Deny Outbound AzurePlatformIMDS *"),
      gets: open,
      notes: ["NOTE_IDENTITY_BLOCKED"],
    },
  ];
}

/** A zone that is linked to the caller's network, with the record of an endpoint in a network that is peered with it. */
function soleZones(): readonly Case[] {
  const scene = (name: string, record = "@"): Scene => ({
    networks: { v: network({}), w: other },
    peerings: ["v w", "w v"],
    endpoint: { subnet: "w/pe" },
    zones: { z: { name, links: ["v"], records: [record] } },
  });
  return [
    {
      name: "a zone of the vault's alias",
      scene: scene("kv.privatelink.vaultcore.azure.net"),
      gets: byEndpoint,
    },
    { name: "a zone of the vault's name", scene: scene("kv.vault.azure.net"), gets: byEndpoint },
    {
      name: "a zone of the vault's name without its record",
      scene: scene("kv.vault.azure.net", "www"),
      gets: "depends DEPENDS_EXPRESSION",
      says: "may not resolve (NXDOMAIN)",
    },
    {
      name: "a zone of another vault's name",
      scene: scene("other.vault.azure.net"),
      gets: byEndpoint,
      says: "assumed",
    },
  ];
}

/** What the facts about network paths come to, and what is near them; `D1` and so on are the numbers of decision cases. */
export const cases: readonly Case[] = [
  ...soleZones(),
  {
    name: "D1 nothing on the way",
    scene: { networks: { v: network({}) } },
    gets: open,
    says: "Next hop: Internet",
  },
  {
    name: "D2 a private subnet",
    scene: { networks: { v: network({ isPrivate: true }) } },
    gets: noRoute,
    says: "no outbound access",
  },
  {
    name: "a private subnet that is reserved for a service with addresses of its own",
    scene: {
      networks: {
        v: { prefix: "10.1.0.0/16", subnets: { GatewaySubnet: { prefix: "10.1.9.0/27", isPrivate: true } } },
      },
    },
    from: "v/GatewaySubnet",
    gets: "depends DEPENDS_EGRESS",
    says: "is not known",
  },
  {
    name: "D3 a private subnet with the service endpoint",
    scene: { vault: fromSubnet, networks: { v: network({ isPrivate: true, hasEndpoint: true }) } },
    gets: bySubnet,
    says: "VirtualNetworkServiceEndpoint",
  },
  {
    name: "D4 a private subnet with a NAT gateway",
    scene: { vault: fromSubnet, networks: { v: network({ isPrivate: true, hasNat: true }) } },
    gets: byAddress,
  },
  {
    name: "D5 the internet denied",
    scene: { networks: { v: network({ group: "nsg" }) }, groups: { nsg: ["200 Deny Outbound Internet *"] } },
    gets: byGroup,
    says: "outbound rule deny-200 (200)",
  },
  {
    name: "D5 the internet denied, with the service endpoint",
    scene: {
      vault: fromSubnet,
      networks: { v: network({ group: "nsg", hasEndpoint: true }) },
      groups: { nsg: ["200 Deny Outbound Internet *"] },
    },
    gets: byGroup,
  },
  {
    name: "D6 the tag of the vault's region",
    scene: {
      vault: { location: "West Europe" },
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 Allow Outbound AzureKeyVault.WestEurope 443", "200 Deny Outbound Internet *"] },
    },
    gets: open,
    says: "access allowed by outbound rule allow-100 (100)",
  },
  {
    name: "D6 the tag of another region",
    scene: {
      vault: { location: "northeurope" },
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 Allow Outbound AzureKeyVault.WestEurope 443", "200 Deny Outbound Internet *"] },
    },
    gets: byGroup,
    says: "deny-200",
  },
  {
    name: "D6 the tag of a region, and a vault in an unknown one",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 Allow Outbound AzureKeyVault.WestEurope 443", "200 Deny Outbound Internet *"] },
    },
    gets: "depends DEPENDS_EXPRESSION",
  },
  {
    name: "D7 only the public addresses allowed, on the way to a private endpoint",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 Allow Outbound AzureKeyVault 443", "4096 Deny Outbound * *"] },
      endpoint: inV,
      zones: linked,
    },
    gets: byGroup,
    says: "deny-4096 (4096)",
  },
  {
    name: "D8 the virtual network allowed as well",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: {
        nsg: [
          "100 Allow Outbound AzureKeyVault 443",
          "110 Allow Outbound VirtualNetwork 443",
          "4096 Deny Outbound * *",
        ],
      },
      endpoint: inV,
      zones: linked,
    },
    gets: byEndpoint,
  },
  {
    name: "another port allowed",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 Allow Outbound AzureKeyVault 80", "200 Deny Outbound Internet 400-500"] },
    },
    gets: byGroup,
  },
  {
    name: "a rule for the other half of the subnet",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 Deny Outbound Internet * 10.1.1.0/25"] },
    },
    gets: "depends DEPENDS_EXPRESSION",
  },
  {
    name: "two rules for both halves of the subnet",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: {
        nsg: ["100 Deny Outbound Internet * 10.1.1.0/25", "110 Deny Outbound Internet * 10.1.1.128/25"],
      },
    },
    gets: byGroup,
  },
  {
    name: "D9 the interface allows, the subnet denies",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: {
        "nsg-nic": ["100 Allow Outbound AzureKeyVault 443"],
        nsg: ["200 Deny Outbound AzureKeyVault 443"],
      },
      interfaces: { nic: { subnet: "v/app", group: "nsg-nic" } },
    },
    gets: byGroup,
    says: "nsg: access denied by outbound rule deny-200 (200).",
  },
  {
    name: "D9 the interface and the subnet allow",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: {
        "nsg-nic": ["100 Allow Outbound AzureKeyVault 443"],
        nsg: ["200 Allow Outbound AzureKeyVault 443"],
      },
      interfaces: { nic: { subnet: "v/app", group: "nsg-nic" } },
    },
    gets: open,
    says: "nsg: access allowed by outbound rule allow-200 (200).",
  },
  {
    name: "a tag in a list, which Azure refuses",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 Allow Outbound AzureKeyVault,10.0.0.0/8 443", "200 Deny Outbound Internet *"] },
    },
    gets: "depends DEPENDS_EXPRESSION",
    says: "access depends on outbound rule allow-100 (100)",
  },
  {
    name: "an interface of the subnet denies, and others may not",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: { "nsg-nic": ["100 Deny Outbound Internet *"], nsg: ["200 Allow Outbound AzureKeyVault 443"] },
      interfaces: { nic: { subnet: "v/app", group: "nsg-nic" } },
    },
    gets: "depends DEPENDS_EXPRESSION",
    says: "access denied by outbound rule deny-100 (100), for network interface",
  },
  {
    name: "an interface of another subnet denies",
    scene: {
      networks: { v: network({}) },
      groups: { "nsg-nic": ["100 Deny Outbound Internet *"] },
      interfaces: { nic: { subnet: "v/pe", group: "nsg-nic" } },
    },
    gets: open,
  },
  {
    name: "D10 a firewall with a network rule for the tag",
    scene: { ...behindFirewall, vault: fromSubnet, firewall: { network: "hub", rules: allowTag } },
    gets: byAddress,
    says: "Next hop: VirtualAppliance",
  },
  {
    name: "D11 the service endpoint goes past the firewall",
    scene: {
      ...behindFirewall,
      networks: { v: network({ table: "rt", hasEndpoint: true }), hub },
      vault: fromSubnet,
      firewall: { network: "hub" },
    },
    gets: bySubnet,
    says: "VirtualNetworkServiceEndpoint",
  },
  {
    name: "D12 the service endpoint of the firewall's subnet hides the caller's",
    scene: {
      ...behindFirewall,
      networks: {
        v: network({ table: "rt" }),
        hub: {
          prefix: "10.9.0.0/16",
          subnets: { AzureFirewallSubnet: { prefix: "10.9.1.0/26", hasEndpoint: true } },
        },
      },
      vault: { allows: ["v/app"] },
      firewall: { network: "hub", rules: allowTag },
    },
    gets: noRule,
  },
  {
    name: "D12 the rule names the firewall's subnet",
    scene: {
      ...behindFirewall,
      networks: {
        v: network({ table: "rt" }),
        hub: {
          prefix: "10.9.0.0/16",
          subnets: { AzureFirewallSubnet: { prefix: "10.9.1.0/26", hasEndpoint: true } },
        },
      },
      vault: { allows: ["hub/AzureFirewallSubnet"] },
      firewall: { network: "hub", rules: allowTag },
    },
    gets: bySubnet,
  },
  {
    name: "D13 an application rule for the domain without a name",
    scene: {
      ...behindFirewall,
      firewall: { network: "hub", rules: ["application 200 Allow vault.azure.net"] },
    },
    gets: byFirewall,
    says: "No rule of firewall",
  },
  {
    name: "D13 an application rule with a wildcard",
    scene: {
      ...behindFirewall,
      vault: fromSubnet,
      firewall: { network: "hub", rules: ["application 200 Allow *.vault.azure.net"] },
    },
    gets: byAddress,
  },
  {
    name: "D13 an application rule for this vault, and for another one",
    scene: {
      ...behindFirewall,
      vault: fromSubnet,
      firewall: { network: "hub", rules: ["application 200 Allow kv.vault.azure.net"] },
    },
    gets: byAddress,
  },
  {
    name: "an application rule with a wildcard for names that end as this vault's does",
    scene: {
      ...behindFirewall,
      firewall: { network: "hub", rules: ["application 200 Allow *v.vault.azure.net"] },
    },
    gets: open,
  },
  {
    name: "an application rule with a wildcard for names that end otherwise",
    scene: {
      ...behindFirewall,
      firewall: { network: "hub", rules: ["application 200 Allow *-prod.vault.azure.net"] },
    },
    gets: byFirewall,
  },
  {
    name: "D13 an application rule for another vault",
    scene: {
      ...behindFirewall,
      firewall: { network: "hub", rules: ["application 200 Allow kv2.vault.azure.net"] },
    },
    gets: byFirewall,
  },
  {
    name: "D14 network rules come before application rules",
    scene: {
      ...behindFirewall,
      firewall: {
        network: "hub",
        rules: ["application 100 Allow *.vault.azure.net", "network 1000 Deny *"],
      },
    },
    gets: byFirewall,
    says: "access denied by rule rule in network-1000",
  },
  {
    name: "D15 a route that drops",
    scene: { networks: { v: network({ table: "rt" }) }, tables: { rt: ["0.0.0.0/0 None"] } },
    gets: noRoute,
    says: "Next hop: None (route to-none)",
  },
  {
    name: "D15 a route that drops, with the service endpoint",
    scene: {
      vault: fromSubnet,
      networks: { v: network({ table: "rt", hasEndpoint: true }) },
      tables: { rt: ["0.0.0.0/0 None"] },
    },
    gets: bySubnet,
  },
  {
    name: "D16 a tag's route past the firewall from a private subnet",
    scene: {
      ...behindFirewall,
      networks: { v: network({ table: "rt", isPrivate: true }), hub },
      tables: { rt: ["0.0.0.0/0 VirtualAppliance fw", "AzureKeyVault Internet"] },
      firewall: { network: "hub" },
    },
    gets: noRoute,
  },
  {
    name: "D16 a tag's route past the firewall through a NAT gateway",
    scene: {
      ...behindFirewall,
      vault: fromSubnet,
      networks: { v: network({ table: "rt", isPrivate: true, hasNat: true }), hub },
      tables: { rt: ["0.0.0.0/0 VirtualAppliance fw", "AzureKeyVault Internet"] },
      firewall: { network: "hub" },
    },
    gets: byAddress,
  },
  {
    name: "a range as long as the prefixes of a tag may be, with another next hop",
    scene: {
      vault: { location: "westeurope" },
      networks: { v: network({ table: "rt" }) },
      tables: { rt: ["AzureKeyVault Internet", "0.0.0.0/0 None", "13.69.64.64/28 None"] },
    },
    gets: "depends DEPENDS_EXPRESSION",
  },
  {
    name: "a tag of all data centers with a route of its own beside a default route",
    scene: {
      vault: fromSubnet,
      networks: { v: network({ table: "rt", hasNat: true }) },
      tables: { rt: ["AzureCloud Internet", "0.0.0.0/0 None"] },
    },
    gets: byAddress,
  },
  {
    name: "an appliance whose rules are not declared",
    scene: {
      networks: { v: network({ table: "rt" }) },
      tables: { rt: ["0.0.0.0/0 VirtualAppliance 10.9.0.4"] },
    },
    gets: "depends DEPENDS_EGRESS",
    says: "VirtualAppliance 10.9.0.4",
  },
  {
    name: "a firewall by an address in its subnet",
    scene: {
      ...behindFirewall,
      tables: { rt: ["0.0.0.0/0 VirtualAppliance 10.9.1.4"] },
      firewall: { network: "hub" },
    },
    gets: byFirewall,
  },
  {
    name: "a gateway",
    scene: {
      networks: { v: network({ table: "rt" }) },
      tables: { rt: ["0.0.0.0/0 VirtualNetworkGateway"] },
    },
    gets: "depends DEPENDS_EGRESS",
  },
  {
    name: "D17 a private endpoint has a route of its own",
    scene: { ...behindFirewall, firewall: { network: "hub" }, endpoint: inV, zones: linked },
    gets: byEndpoint,
    says: "InterfaceEndpoint",
  },
  {
    name: "D18 a private endpoint through a firewall with an application rule",
    scene: {
      ...behindFirewall,
      networks: { v: network({ table: "rt" }, {}, { policies: "RouteTableEnabled" }), hub },
      tables: { rt: ["10.1.0.0/16 VirtualAppliance fw"] },
      firewall: { network: "hub", rules: ["application 200 Allow *.vault.azure.net"] },
      endpoint: inV,
      zones: linked,
    },
    gets: byEndpoint,
    says: "Next hop: VirtualAppliance",
  },
  {
    name: "D18 a private endpoint behind a firewall that denies",
    scene: {
      ...behindFirewall,
      networks: { v: network({ table: "rt" }, {}, { policies: "RouteTableEnabled" }), hub },
      tables: { rt: ["10.1.0.0/16 VirtualAppliance fw"] },
      firewall: { network: "hub" },
      endpoint: inV,
      zones: linked,
    },
    gets: byFirewall,
  },
  {
    name: "D19 inbound rules at the private endpoint do not apply",
    scene: {
      networks: { v: network({}, {}, { group: "nsg" }) },
      groups: { nsg: ["100 Deny Inbound * *"] },
      endpoint: inV,
      zones: linked,
    },
    gets: byEndpoint,
  },
  {
    name: "D19 inbound rules at the private endpoint apply",
    scene: {
      networks: { v: network({}, {}, { group: "nsg", policies: "NetworkSecurityGroupEnabled" }) },
      groups: { nsg: ["100 Deny Inbound * *"] },
      endpoint: inV,
      zones: linked,
    },
    gets: byGroup,
    says: "inbound rule deny-100",
  },
  {
    name: "D20 the zone is linked to the endpoint's network only",
    scene: {
      networks: { v: network({}), w: other },
      peerings: ["v w", "w v"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["w"] } },
    },
    gets: open,
    says: "public address: no DNS zone",
  },
  {
    name: "D21 the zone is linked to the caller's network as well",
    scene: {
      networks: { v: network({}), w: other },
      peerings: ["v w", "w v"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["w", "v"] } },
    },
    gets: byEndpoint,
  },
  {
    name: "D22 one link of the peering",
    scene: {
      networks: { v: network({}), w: other },
      peerings: ["v w"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: noRoute,
    says: "a peering needs a link on both sides",
  },
  {
    name: "D23 two networks that are peered with a hub only",
    scene: {
      networks: { v: network({}), w: other, hub },
      peerings: ["v hub", "hub v", "w hub", "hub w"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: noRoute,
    says: "not transitive",
  },
  {
    name: "two networks that are peered with a hub whose firewall routes lead to",
    scene: {
      ...behindFirewall,
      networks: { v: network({ table: "rt" }), w: other, hub },
      peerings: ["v hub", "hub v", "w hub", "hub w"],
      firewall: { network: "hub", rules: ["application 200 Allow *.vault.azure.net"] },
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: "depends DEPENDS_EGRESS",
    says: "only an appliance may forward",
  },
  {
    name: "two networks that are peered with a hub whose firewall denies",
    scene: {
      ...behindFirewall,
      networks: { v: network({ table: "rt" }), w: other, hub },
      peerings: ["v hub", "hub v", "w hub", "hub w"],
      firewall: { network: "hub" },
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: byFirewall,
  },
  {
    name: "a peering of networks that overlap",
    scene: {
      networks: { v: network({}), w: { ...other, prefix: "10.0.0.0/14" } },
      peerings: ["v w", "w v"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: noRoute,
    says: "Azure rejects the peering",
  },
  {
    name: "a peering of these subnets alone",
    scene: {
      networks: { v: network({}), w: other },
      peerings: ["v w app>pe", "w v pe>app"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: byEndpoint,
  },
  {
    name: "a peering of other subnets",
    scene: {
      networks: { v: network({}), w: other },
      peerings: ["v w other>pe", "w v pe>other"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: noRoute,
    says: "leaves out one of the two subnets",
  },
  {
    name: "a peering whose links name different subnets",
    scene: {
      networks: { v: network({}), w: other },
      peerings: ["v w app>pe", "w v pe>other"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: "depends DEPENDS_EGRESS",
    says: "for some subnets only",
  },
  {
    name: "no peering that is declared",
    scene: {
      networks: { v: network({}), w: other },
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: "depends DEPENDS_EGRESS",
  },
  {
    name: "D24 the endpoint is registered in another zone",
    scene: {
      networks: { v: network({}), w: other },
      endpoint: { subnet: "w/pe", zones: ["elsewhere"] },
      zones: linked,
    },
    gets: noName,
    getsInOwnGroup: "depends DEPENDS_EXPRESSION",
    says: "NXDOMAIN",
  },
  {
    name: "D24 the link asks public DNS for what it does not have",
    scene: {
      networks: { v: network({}), w: other },
      endpoint: { subnet: "w/pe", zones: ["elsewhere"] },
      zones: { z: { links: ["v"], redirects: true } },
    },
    gets: open,
    getsInOwnGroup: "depends DEPENDS_EGRESS",
    says: "asks public DNS",
  },
  {
    name: "D24 the endpoint is registered in the zone of another named group",
    scene: {
      networks: { v: network({}), w: other },
      endpoint: { subnet: "w/pe", zones: ["elsewhere"] },
      zones: { z: { links: ["v"], home: "dns" } },
    },
    gets: noName,
    says: "NXDOMAIN",
  },
  {
    name: "D24 the link to the zone of another named group asks public DNS",
    scene: {
      networks: { v: network({}), w: other },
      endpoint: { subnet: "w/pe", zones: ["elsewhere"] },
      zones: { z: { links: ["v"], home: "dns", redirects: true } },
    },
    gets: open,
    says: "asks public DNS",
  },
  {
    name: "a linked zone without the record, which a policy may add",
    scene: {
      vault: { isPrivate: true, allows: [] },
      networks: { v: network({}) },
      endpoint: { subnet: "v/pe" },
      zones: linked,
    },
    gets: "depends DEPENDS_EXPRESSION",
    says: "no record in it is declared here. The vault's name may resolve to private endpoint",
  },
  {
    name: "a linked zone with a written record",
    scene: {
      networks: { v: network({}) },
      endpoint: { subnet: "v/pe" },
      zones: { z: { links: ["v"], records: ["kv"] } },
    },
    gets: byEndpoint,
  },
  {
    name: "a group that allows one of two addresses that the name may have",
    scene: {
      networks: { v: network({ group: "nsg" }, { dnsServers: ["10.8.0.4"] }) },
      groups: { nsg: ["100 Allow Outbound AzureKeyVault 443", "4096 Deny Outbound * *"] },
      endpoint: inV,
      zones: linked,
    },
    gets: "depends DEPENDS_EXPRESSION",
    says: "deny-4096 (4096). ",
  },
  {
    name: "D25 a linked zone, and no private endpoint",
    scene: { networks: { v: network({}) }, zones: linked },
    gets: open,
    says: "public address",
  },
  {
    name: "no zone is declared anywhere",
    scene: { networks: { v: network({}) }, endpoint: { subnet: "v/pe" } },
    gets: byEndpoint,
    says: "assumed",
  },
  {
    name: "D26 an unknown DNS server",
    scene: {
      vault: { isPrivate: true },
      networks: { v: network({}, { dnsServers: ["10.8.0.4"] }) },
      endpoint: inV,
      zones: linked,
    },
    gets: "depends DEPENDS_EXPRESSION",
    says: "10.8.0.4",
  },
  {
    name: "D26 an inbound endpoint whose network is linked",
    scene: {
      networks: { v: network({}, { dnsServers: ["10.9.2.4"] }), hub },
      resolver: { network: "hub", address: "10.9.2.4" },
      endpoint: inV,
      zones: { z: { links: ["hub"] } },
    },
    gets: byEndpoint,
  },
  {
    name: "an interface with a DNS server of its own",
    scene: {
      vault: { isPrivate: true },
      networks: { v: network({}) },
      interfaces: { nic: { subnet: "v/app", dnsServers: ["10.8.0.4"] } },
      endpoint: inV,
      zones: linked,
    },
    gets: "depends DEPENDS_EXPRESSION",
    says: "DNS server 10.8.0.4 is not declared here",
  },
  {
    name: "D27 two zones of one name",
    scene: {
      vault: { isPrivate: true },
      networks: { v: network({}) },
      endpoint: { subnet: "v/pe", zones: ["z"] },
      zones: { z: { links: ["v"], home: "dns" }, other: { links: ["v"], home: "other" } },
    },
    gets: "depends DEPENDS_EXPRESSION",
    says: "which Azure refuses",
  },
  {
    name: "two zones of one name, linked to networks of their own",
    scene: {
      vault: { isPrivate: true },
      networks: { v: network({}), w: other },
      endpoint: { subnet: "v/pe", zones: ["z"] },
      zones: { z: { links: ["v"], home: "dns" }, other: { links: ["w"], home: "other" } },
    },
    gets: byEndpoint,
  },
  {
    name: "a firewall that forwards queries, with a linked network",
    scene: {
      networks: { v: network({}, { dnsServers: ["10.9.1.4"] }), hub },
      firewall: { network: "hub", hasProxy: true },
      endpoint: inV,
      zones: { z: { links: ["hub"] } },
    },
    gets: byEndpoint,
  },
  {
    name: "D34 only the vault's addresses allowed, and so no token",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 Allow Outbound AzureKeyVault 443", "4096 Deny Outbound * *"] },
    },
    gets: open,
    notes: ["NOTE_TOKEN_BLOCKED"],
  },
  {
    name: "tokens allowed as well",
    scene: {
      networks: { v: network({ group: "nsg" }) },
      groups: {
        nsg: [
          "100 Allow Outbound AzureKeyVault 443",
          "110 Allow Outbound AzureActiveDirectory 443",
          "4096 Deny Outbound * *",
        ],
      },
    },
    gets: open,
    notes: [],
  },
  {
    name: "a firewall with rules for the vault and for tokens",
    scene: {
      ...behindFirewall,
      firewall: {
        network: "hub",
        rules: ["application 200 Allow *.vault.azure.net", "application 300 Allow login.microsoftonline.com"],
      },
    },
    gets: open,
    notes: [],
  },
  {
    name: "D35 a peering that does not say whether it allows access",
    scene: {
      networks: { v: network({}), w: other },
      peerings: ["v w unsaid", "w v unsaid"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: "depends DEPENDS_EGRESS",
    not: ["Terraform"],
  },
  {
    name: "a peering that allows no access",
    scene: {
      networks: { v: network({}), w: other },
      peerings: ["v w", "w v no-access"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: noRoute,
  },
  {
    name: "D36 a zone of another name",
    scene: {
      networks: { v: network({}) },
      endpoint: inV,
      zones: { z: { name: "privatelink.vault.azure.net", links: ["v"] } },
    },
    gets: open,
    says: "public address",
  },
  ...azureDnsDenied(),
  {
    name: "a route of one address, which may be that of the endpoint",
    scene: {
      networks: { v: network({ table: "rt" }) },
      tables: { rt: ["10.1.2.4/32 None"] },
      endpoint: inV,
      zones: linked,
    },
    gets: "depends",
    says: "Possible next hop: None (route to-none).",
  },
  {
    name: "a zone of the vaults' own names with the zone group's record",
    scene: {
      vault: { isPrivate: true, allows: [] },
      networks: { v: network({}) },
      endpoint: inV,
      zones: { z: { name: "vault.azure.net", links: ["v"] } },
    },
    gets: byEndpoint,
    says: "name-resolution continue: The vault's name resolves to private endpoint",
  },
  {
    name: "a zone of the vaults' own names with a record",
    scene: {
      vault: { isPrivate: true, allows: [] },
      networks: { v: network({}) },
      endpoint: { subnet: "v/pe" },
      zones: { z: { name: "vault.azure.net", links: ["v"], records: ["kv"] } },
    },
    gets: byEndpoint,
    says: "name-resolution continue: The vault's name resolves to private endpoint",
  },
  {
    name: "a zone of the vaults' own names comes before that of the endpoint",
    scene: {
      networks: { v: network({}) },
      endpoint: inV,
      zones: { ...linked, own: { name: "vault.azure.net", links: ["v"] } },
    },
    gets: noName,
    says: "NXDOMAIN",
  },
  {
    name: "a zone of the vaults' own names, and a vault without an endpoint",
    scene: { networks: { v: network({}) }, zones: { z: { name: "vault.azure.net", links: ["v"] } } },
    gets: noName,
    says: "NXDOMAIN",
  },
  {
    name: "a zone of the vaults' own names has a record for a vault without an endpoint",
    scene: {
      networks: { v: network({}) },
      zones: { z: { name: "vault.azure.net", links: ["v"], records: ["kv"] } },
    },
    gets: "depends",
  },
  {
    name: "a zone of the vaults' own names, linked to another network",
    scene: {
      networks: { v: network({}), w: other },
      zones: { z: { name: "vault.azure.net", links: ["w"] } },
    },
    gets: open,
  },
  {
    name: "a zone of all aliases behind that of the endpoint",
    scene: {
      networks: { v: network({}) },
      endpoint: inV,
      zones: { ...linked, all: { name: "vaultcore.azure.net", links: ["v"] } },
    },
    gets: byEndpoint,
  },
  {
    name: "a zone of all aliases, and a vault without an endpoint",
    scene: { networks: { v: network({}) }, zones: { z: { name: "vaultcore.azure.net", links: ["v"] } } },
    gets: noName,
    says: "NXDOMAIN",
  },
  {
    name: "a zone of all aliases, in which what the zone group writes is not known",
    scene: {
      vault: { isPrivate: true, allows: [] },
      networks: { v: network({}) },
      endpoint: inV,
      zones: { z: { name: "vaultcore.azure.net", links: ["v"] } },
    },
    gets: "depends",
  },
];

const string = { type: "string" } as const;
const few = (...allowed: readonly string[]): ParameterScene => ({ type: "string", allowed });

/** Cases in which parameters decide that have no value yet: those with few possible values are tried one by one. */
export const undecided: readonly Case[] = [
  {
    name: "a rule that a parameter makes allow or deny",
    scene: {
      parameters: { action: few("Allow", "Deny") },
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 $action Outbound AzureKeyVault 443"] },
    },
    gets: "depends DEPENDS_PARAMETER",
    dependsOn: ["action"],
    when: { "action=Allow": "allowed", "action=Deny": "denied" },
  },
  {
    name: "a rule whose effect is any text",
    scene: {
      parameters: { action: string },
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 $action Outbound AzureKeyVault 443"] },
    },
    gets: "depends DEPENDS_PARAMETER",
    says: "access depends on outbound rule",
    dependsOn: ["action"],
  },
  {
    name: "a rule whose place in the order is a parameter",
    scene: {
      parameters: { order: { type: "int" } },
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["$order Deny Outbound Internet *", "200 Allow Outbound AzureKeyVault 443"] },
    },
    gets: "depends DEPENDS_PARAMETER",
    dependsOn: ["order"],
  },
  {
    name: "a rule whose destination is a parameter",
    scene: {
      parameters: { to: string },
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 Deny Outbound $to 443"] },
    },
    gets: "depends DEPENDS_PARAMETER",
    dependsOn: ["to"],
  },
  {
    name: "a rule whose port is a parameter that does not matter",
    scene: {
      parameters: { port: string },
      networks: { v: network({ group: "nsg" }) },
      groups: { nsg: ["100 Allow Outbound AzureKeyVault 443", "200 Deny Outbound Internet $port"] },
    },
    gets: open,
    dependsOn: [],
  },
  {
    name: "a route whose next hop is a parameter",
    scene: {
      parameters: { hop: few("Internet", "None") },
      networks: { v: network({ table: "rt" }) },
      tables: { rt: ["0.0.0.0/0 $hop"] },
    },
    gets: "depends DEPENDS_PARAMETER",
    dependsOn: ["hop"],
    when: { "hop=Internet": "allowed", "hop=None": "denied" },
  },
  {
    name: "a route whose prefix is a parameter",
    scene: {
      parameters: { prefix: string },
      networks: { v: network({ table: "rt" }) },
      tables: { rt: ["$prefix None"] },
    },
    gets: "depends DEPENDS_PARAMETER",
    dependsOn: ["prefix"],
  },
  {
    name: "an appliance whose address is a parameter",
    scene: {
      parameters: { appliance: string },
      networks: { v: network({ table: "rt" }) },
      tables: { rt: ["0.0.0.0/0 VirtualAppliance $appliance"] },
    },
    gets: "depends DEPENDS_PARAMETER",
    dependsOn: ["appliance"],
  },
  {
    name: "a peering whose access is a parameter",
    scene: {
      parameters: { access: { type: "bool" } },
      networks: { v: network({}), w: other },
      peerings: ["v w $access", "w v"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    gets: "depends DEPENDS_PARAMETER",
    dependsOn: ["access"],
    when: { "access=true": "allowed", "access=false": "denied" },
  },
  {
    name: "a rule of a firewall that a parameter makes allow or deny",
    scene: {
      ...behindFirewall,
      parameters: { action: few("Allow", "Deny") },
      firewall: { network: "hub", rules: ["application 200 $action *.vault.azure.net"] },
    },
    gets: "depends DEPENDS_PARAMETER",
    dependsOn: ["action"],
    when: { "action=Allow": "allowed", "action=Deny": "denied" },
  },
  {
    name: "a rule of a firewall whose name is a parameter",
    scene: {
      ...behindFirewall,
      parameters: { host: string },
      firewall: { network: "hub", rules: ["application 200 Allow $host"] },
    },
    gets: "depends DEPENDS_PARAMETER",
    says: "access depends on rule",
    dependsOn: ["host"],
  },
  {
    name: "a DNS server that is a parameter",
    scene: {
      vault: { isPrivate: true },
      parameters: { server: string },
      networks: { v: network({}, { dnsServers: ["$server"] }) },
      endpoint: inV,
      zones: linked,
    },
    gets: "depends DEPENDS_PARAMETER",
    dependsOn: ["server"],
  },
  {
    name: "policies of a private endpoint's subnet that are a parameter",
    scene: {
      parameters: { policies: few("Enabled", "Disabled") },
      networks: { v: network({}, {}, { group: "nsg", policies: "$policies" }) },
      groups: { nsg: ["100 Deny Inbound * *"] },
      endpoint: inV,
      zones: linked,
    },
    gets: "depends DEPENDS_PARAMETER",
    dependsOn: ["policies"],
    when: { "policies=Enabled": "denied", "policies=Disabled": "allowed" },
  },
];
