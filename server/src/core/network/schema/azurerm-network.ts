import { asList } from "./decode.ts";
import type {
  FirewallSchema,
  InterfaceSchema,
  NatGatewaySchema,
  PerimeterAssociationSchema,
  PerimeterRuleSchema,
  PublicIpPrefixSchema,
  PublicIpSchema,
  RouteSchema,
  RouteTableSchema,
  VirtualNetworkLinkSchema,
  ZoneGroupSchema,
} from "./schema.ts";
import { id, ids, word, words } from "./spelling.ts";

/** Spellings of the block `private_dns_zone_group` of `azurerm_private_endpoint`. */
export const azurermZoneGroup = {
  zones: ids(["private_dns_zone_group", "private_dns_zone_ids"]),
} satisfies ZoneGroupSchema;

/** Spellings of `azurerm_private_dns_zone_virtual_network_link`. */
export const azurermVirtualNetworkLink = {
  network: id("virtual_network_id"),
} satisfies VirtualNetworkLinkSchema;

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
} satisfies InterfaceSchema;

/** Spellings of `azurerm_route_table`. */
export const azurermRouteTable = {
  routes: { path: ["route"], decode: asList, encode: () => [] },
} satisfies RouteTableSchema;

/** Spellings of `azurerm_route`, and of the blocks of that name. */
export const azurermRoute = {
  prefix: word("address_prefix"),
  nextHopType: word("next_hop_type"),
  nextHopAddress: word("next_hop_in_ip_address"),
} satisfies RouteSchema;

/** Spellings of `azurerm_firewall`. */
export const azurermFirewall = {
  subnets: ids(["ip_configuration"], "subnet_id"),
  publicIps: ids(["ip_configuration"], "public_ip_address_id"),
  privateAddress: ["ip_configuration", 0, "private_ip_address"],
  special: [["private_ip_ranges"], ["virtual_hub"]],
} satisfies FirewallSchema;

/** Spellings of `azurerm_public_ip`. */
export const azurermPublicIp = {
  address: word("ip_address"),
  prefix: id("public_ip_prefix_id"),
} satisfies PublicIpSchema;

/** Spellings of `azurerm_public_ip_prefix`. */
export const azurermPublicIpPrefix = {
  range: word("ip_prefix"),
} satisfies PublicIpPrefixSchema;

/** The resources that say which subnet or gateway goes with what: both ids, and the attribute of the first. */
export const azurermAssociations = {
  subnet: id("subnet_id"),
  natGateway: id("nat_gateway_id"),
  routeTable: id("route_table_id"),
  publicIp: id("public_ip_address_id"),
  publicIpPrefix: id("public_ip_prefix_id"),
} as const;
