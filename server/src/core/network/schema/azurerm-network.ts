import type {
  AddressRecordSchema,
  ForwardingRuleSchema,
  InboundEndpointSchema,
  InterfaceSchema,
  NatGatewaySchema,
  PeeringSchema,
  PerimeterAssociationSchema,
  PerimeterRuleSchema,
  PublicIpPrefixSchema,
  PublicIpSchema,
  ResolverSchema,
  RouteSchema,
  RouteTableSchema,
  RulesetLinkSchema,
  SecurityGroupSchema,
  SecurityRuleEndSchema,
  SecurityRuleSchema,
  VirtualNetworkLinkSchema,
  ZoneGroupSchema,
} from "./schema.ts";
import { flag, id, ids, number, objects, word, words, wordsIn } from "./spelling.ts";

/** Spellings of the block `private_dns_zone_group` of `azurerm_private_endpoint`. */
export const azurermZoneGroup = {
  zones: ids(["private_dns_zone_group", "private_dns_zone_ids"]),
} satisfies ZoneGroupSchema;

/** Spellings of `azurerm_private_dns_zone_virtual_network_link`. */
export const azurermVirtualNetworkLink = {
  network: id("virtual_network_id"),
  resolutionPolicy: word("resolution_policy"),
} satisfies VirtualNetworkLinkSchema;

/** Spellings of `azurerm_private_dns_a_record`. */
export const azurermAddressRecord = {
  addresses: words("records"),
} satisfies AddressRecordSchema;

/** Spellings of `azurerm_virtual_network_peering`. */
export const azurermPeering = {
  remote: id("remote_virtual_network_id"),
  allowsAccess: flag("allow_virtual_network_access"),
  allowsForwarded: flag("allow_forwarded_traffic"),
  isComplete: flag("peer_complete_virtual_networks_enabled"),
  localSubnets: words("local_subnet_names"),
  remoteSubnets: words("remote_subnet_names"),
} satisfies PeeringSchema;

/** Spellings of `azurerm_private_dns_resolver`. */
export const azurermResolver = {
  network: id("virtual_network_id"),
} satisfies ResolverSchema;

/** Spellings of `azurerm_private_dns_resolver_inbound_endpoint`. */
export const azurermInboundEndpoint = {
  subnets: ids(["ip_configurations"], "subnet_id"),
  addresses: wordsIn(["ip_configurations"], "private_ip_address"),
  privateAddress: ["ip_configurations", 0, "private_ip_address"],
} satisfies InboundEndpointSchema;

/** Spellings of `azurerm_private_dns_resolver_forwarding_rule`. */
export const azurermForwardingRule = {
  domain: word("domain_name"),
  isEnabled: flag("enabled"),
  servers: wordsIn(["target_dns_servers"], "ip_address"),
} satisfies ForwardingRuleSchema;

/** Spellings of `azurerm_private_dns_resolver_virtual_network_link`. */
export const azurermRulesetLink = {
  network: id("virtual_network_id"),
} satisfies RulesetLinkSchema;

/** Spellings of `azurerm_network_security_perimeter_association`. */
export const azurermPerimeterAssociation = {
  target: id("resource_id"),
  profile: id("network_security_perimeter_profile_id"),
  accessMode: word("access_mode"),
} satisfies PerimeterAssociationSchema;

/** Spellings of `azurerm_network_security_perimeter_access_rule`. */
export const azurermPerimeterRule = {
  profile: id("network_security_perimeter_profile_id"),
  direction: word("direction"),
  addressPrefixes: words("address_prefixes"),
  serviceTags: words("service_tags"),
  subscriptions: ids(["subscription_ids"]),
} satisfies PerimeterRuleSchema;

/** Spellings of `azurerm_nat_gateway`, whose addresses are given by resources of their own today. */
export const azurermNatGateway = {
  publicIps: ids(["public_ip_address_ids"]),
  publicIpPrefixes: ids(["public_ip_prefix_ids"]),
} satisfies NatGatewaySchema;

/** Spellings of `azurerm_network_interface`. */
export const azurermInterface = {
  subnets: ids(["ip_configuration"], "subnet_id"),
  publicIp: id("public_ip_address_id"),
  // Until version 1 of the provider; today it is given by a resource of its own.
  securityGroup: id("network_security_group_id"),
  dnsServers: words("dns_servers"),
} satisfies InterfaceSchema;

/** Spellings of `azurerm_network_security_group`. */
export const azurermSecurityGroup = {
  rules: objects("security_rule"),
} satisfies SecurityGroupSchema;

/** Spellings of `azurerm_network_security_rule`, and of the blocks `security_rule`. */
export const azurermSecurityRule = {
  priority: number("priority"),
  direction: word("direction"),
  access: word("access"),
  protocol: word("protocol"),
  source: azurermEnd("source"),
  destination: azurermEnd("destination"),
} satisfies SecurityRuleSchema;

function azurermEnd(end: "source" | "destination"): SecurityRuleEndSchema {
  return {
    prefix: word(`${end}_address_prefix`),
    port: word(`${end}_port_range`),
    prefixes: words(`${end}_address_prefixes`),
    ports: words(`${end}_port_ranges`),
    groups: ids([`${end}_application_security_group_ids`]),
  };
}

/** Spellings of `azurerm_route_table`. */
export const azurermRouteTable = {
  routes: objects("route"),
} satisfies RouteTableSchema;

/** Spellings of `azurerm_route`, and of the blocks of that name. */
export const azurermRoute = {
  prefix: word("address_prefix"),
  nextHopType: word("next_hop_type"),
  nextHopAddress: word("next_hop_in_ip_address"),
} satisfies RouteSchema;

/** Spellings of `azurerm_public_ip`. */
export const azurermPublicIp = {
  address: word("ip_address"),
  prefix: id("public_ip_prefix_id"),
} satisfies PublicIpSchema;

/** Spellings of `azurerm_public_ip_prefix`. */
export const azurermPublicIpPrefix = {
  range: word("ip_prefix"),
} satisfies PublicIpPrefixSchema;

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
