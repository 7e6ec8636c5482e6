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
  VirtualNetworkSchema,
  ZoneGroupSchema,
} from "./schema.ts";
import { id, ids, word, words } from "./spelling.ts";

/** Spellings of a network: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks */
export const armVirtualNetwork = {
  dnsServers: words("properties", "dhcpOptions", "dnsServers"),
} satisfies VirtualNetworkSchema;

/** Spellings of a zone group: https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints/privatednszonegroups */
export const armZoneGroup = {
  zones: ids(["properties", "privateDnsZoneConfigs"], "properties", "privateDnsZoneId"),
} satisfies ZoneGroupSchema;

/** Spellings of a link: https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones/virtualnetworklinks */
export const armVirtualNetworkLink = {
  network: id("properties", "virtualNetwork", "id"),
} satisfies VirtualNetworkLinkSchema;

/** Spellings of an association: https://learn.microsoft.com/azure/templates/microsoft.network/networksecurityperimeters/resourceassociations */
export const armPerimeterAssociation = {
  target: id("properties", "privateLinkResource", "id"),
  profile: id("properties", "profile", "id"),
  accessMode: word("properties", "accessMode"),
} satisfies PerimeterAssociationSchema;

/** Spellings of an access rule: https://learn.microsoft.com/azure/templates/microsoft.network/networksecurityperimeters/profiles/accessrules */
export const armPerimeterRule = {
  direction: word("properties", "direction"),
  addressPrefixes: words("properties", "addressPrefixes"),
  subscriptions: ids(["properties", "subscriptions"], "id"),
} satisfies PerimeterRuleSchema;

/** Spellings of a NAT gateway: https://learn.microsoft.com/azure/templates/microsoft.network/natgateways */
export const armNatGateway = {
  publicIps: ids(["properties", "publicIpAddresses"], "id"),
  publicIpPrefixes: ids(["properties", "publicIpPrefixes"], "id"),
} satisfies NatGatewaySchema;

/** Spellings of a network interface: https://learn.microsoft.com/azure/templates/microsoft.network/networkinterfaces */
export const armInterface = {
  subnets: ids(["properties", "ipConfigurations"], "properties", "subnet", "id"),
  publicIp: id("properties", "publicIPAddress", "id"),
} satisfies InterfaceSchema;

/** Spellings of a route table: https://learn.microsoft.com/azure/templates/microsoft.network/routetables */
export const armRouteTable = {
  routes: { path: ["properties", "routes"], decode: asList, encode: () => [] },
} satisfies RouteTableSchema;

/** Spellings of a route: https://learn.microsoft.com/azure/templates/microsoft.network/routetables/routes */
export const armRoute = {
  prefix: word("properties", "addressPrefix"),
  nextHopType: word("properties", "nextHopType"),
  nextHopAddress: word("properties", "nextHopIpAddress"),
} satisfies RouteSchema;

/** Spellings of a firewall: https://learn.microsoft.com/azure/templates/microsoft.network/azurefirewalls */
export const armFirewall = {
  subnets: ids(["properties", "ipConfigurations"], "properties", "subnet", "id"),
  publicIps: ids(["properties", "ipConfigurations"], "properties", "publicIPAddress", "id"),
  privateAddress: ["properties", "ipConfigurations", 0, "properties", "privateIPAddress"],
  special: [
    ["properties", "additionalProperties"],
    ["properties", "virtualHub"],
  ],
} satisfies FirewallSchema;

/** Spellings of a public IP address: https://learn.microsoft.com/azure/templates/microsoft.network/publicipaddresses */
export const armPublicIp = {
  address: word("properties", "ipAddress"),
  prefix: id("properties", "publicIPPrefix", "id"),
} satisfies PublicIpSchema;

/** Spellings of a public IP prefix: https://learn.microsoft.com/azure/templates/microsoft.network/publicipprefixes */
export const armPublicIpPrefix = {
  range: word("properties", "ipPrefix"),
} satisfies PublicIpPrefixSchema;
