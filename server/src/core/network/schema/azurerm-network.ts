import type { NetworkSchema, SecurityRuleEndSchema } from "./schema.ts";
import { flag, id, ids, number, objects, word, words, wordsIn } from "./spelling.ts";

/** How the azurerm provider spells the resources around vaults. */
export const azurermNetwork = {
  /** Spellings of `azurerm_virtual_network`. */
  virtualNetwork: {
    dnsServers: words("dns_servers"),
    prefixes: words("address_space"),
  },
  /** Spellings of the block `private_dns_zone_group` of `azurerm_private_endpoint`. */
  zoneGroup: {
    zones: ids(["private_dns_zone_group", "private_dns_zone_ids"]),
  },
  /** Spellings of `azurerm_private_dns_zone_virtual_network_link`. */
  virtualNetworkLink: {
    network: id("virtual_network_id"),
    resolutionPolicy: word("resolution_policy"),
  },
  /** Spellings of `azurerm_private_dns_a_record`. */
  addressRecord: {
    addresses: words("records"),
  },
  /** Spellings of `azurerm_virtual_network_peering`. */
  peering: {
    remote: id("remote_virtual_network_id"),
    allowsAccess: flag("allow_virtual_network_access"),
    allowsForwarded: flag("allow_forwarded_traffic"),
    isComplete: flag("peer_complete_virtual_networks_enabled"),
    localSubnets: words("local_subnet_names"),
    remoteSubnets: words("remote_subnet_names"),
  },
  /** Spellings of `azurerm_private_dns_resolver`. */
  resolver: {
    network: id("virtual_network_id"),
  },
  /** Spellings of `azurerm_private_dns_resolver_inbound_endpoint`. */
  inboundEndpoint: {
    subnets: ids(["ip_configurations"], "subnet_id"),
    addresses: wordsIn(["ip_configurations"], "private_ip_address"),
    privateAddress: ["ip_configurations", 0, "private_ip_address"],
  },
  /** Spellings of `azurerm_private_dns_resolver_forwarding_rule`. */
  forwardingRule: {
    domain: word("domain_name"),
    isEnabled: flag("enabled"),
    servers: wordsIn(["target_dns_servers"], "ip_address"),
  },
  /** Spellings of `azurerm_private_dns_resolver_virtual_network_link`. */
  rulesetLink: {
    network: id("virtual_network_id"),
  },
  /** Spellings of `azurerm_network_security_perimeter_association`. */
  perimeterAssociation: {
    target: id("resource_id"),
    profile: id("network_security_perimeter_profile_id"),
    accessMode: word("access_mode"),
  },
  /** Spellings of `azurerm_network_security_perimeter_access_rule`. */
  perimeterRule: {
    profile: id("network_security_perimeter_profile_id"),
    direction: word("direction"),
    addressPrefixes: words("address_prefixes"),
    serviceTags: words("service_tags"),
    subscriptions: ids(["subscription_ids"]),
  },
  /** Spellings of `azurerm_nat_gateway`, whose addresses are given by resources of their own today. */
  natGateway: {
    publicIps: ids(["public_ip_address_ids"]),
    publicIpPrefixes: ids(["public_ip_prefix_ids"]),
  },
  /** Spellings of `azurerm_network_interface`. */
  interface: {
    subnets: ids(["ip_configuration"], "subnet_id"),
    publicIp: id("public_ip_address_id"),
    // Until version 1 of the provider; today it is given by a resource of its own.
    securityGroup: id("network_security_group_id"),
    dnsServers: words("dns_servers"),
  },
  /** Spellings of `azurerm_network_security_group`. */
  securityGroup: {
    rules: objects("security_rule"),
  },
  /** Spellings of `azurerm_network_security_rule`, and of the blocks `security_rule`. */
  securityRule: {
    priority: number("priority"),
    direction: word("direction"),
    access: word("access"),
    protocol: word("protocol"),
    source: azurermEnd("source"),
    destination: azurermEnd("destination"),
  },
  /** Spellings of `azurerm_route_table`. */
  routeTable: {
    routes: objects("route"),
  },
  /** Spellings of `azurerm_route`, and of the blocks of that name. */
  route: {
    prefix: word("address_prefix"),
    nextHopType: word("next_hop_type"),
    nextHopAddress: word("next_hop_in_ip_address"),
  },
  /** Spellings of `azurerm_public_ip`. */
  publicIp: {
    address: word("ip_address"),
    prefix: id("public_ip_prefix_id"),
  },
  /** Spellings of `azurerm_public_ip_prefix`. */
  publicIpPrefix: {
    range: word("ip_prefix"),
  },
} satisfies NetworkSchema;

function azurermEnd(end: "source" | "destination"): SecurityRuleEndSchema {
  return {
    prefix: word(`${end}_address_prefix`),
    port: word(`${end}_port_range`),
    prefixes: words(`${end}_address_prefixes`),
    ports: words(`${end}_port_ranges`),
    groups: ids([`${end}_application_security_group_ids`]),
  };
}

/** The resources that say which subnet, gateway or interface goes with what, by the ids they contain. */
export const azurermAssociations = {
  subnet: id("subnet_id"),
  natGateway: id("nat_gateway_id"),
  routeTable: id("route_table_id"),
  publicIp: id("public_ip_address_id"),
  publicIpPrefix: id("public_ip_prefix_id"),
  securityGroup: id("network_security_group_id"),
  applicationSecurityGroup: id("application_security_group_id"),
  networkInterface: id("network_interface_id"),
  privateEndpoint: id("private_endpoint_id"),
  virtualNetwork: id("virtual_network_id"),
} as const;
