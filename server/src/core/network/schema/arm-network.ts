import type { Plain } from "../../evaluate/values/plain.ts";
import { Reference } from "../../template/reference.ts";
import type { Written } from "../../template/written.ts";
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
  VirtualNetworkSchema,
  ZoneGroupSchema,
} from "./schema.ts";
import { flag, id, ids, number, objects, word, words, wordsIn } from "./spelling.ts";
import { foldWord } from "../../text/fold.ts";

/** Spellings of a network: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks */
export const armVirtualNetwork = {
  dnsServers: words("properties", "dhcpOptions", "dnsServers"),
  prefixes: words("properties", "addressSpace", "addressPrefixes"),
} satisfies VirtualNetworkSchema;

/** Spellings of a zone group: https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints/privatednszonegroups */
export const armZoneGroup = {
  zones: ids(["properties", "privateDnsZoneConfigs"], "properties", "privateDnsZoneId"),
} satisfies ZoneGroupSchema;

/** Spellings of a link: https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones/virtualnetworklinks */
export const armVirtualNetworkLink = {
  network: id("properties", "virtualNetwork", "id"),
  resolutionPolicy: word("properties", "resolutionPolicy"),
} satisfies VirtualNetworkLinkSchema;

/** Spellings of an A record: https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones/a */
export const armAddressRecord = {
  addresses: wordsIn(["properties", "aRecords"], "ipv4Address"),
} satisfies AddressRecordSchema;

/** Spellings of a peering: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks/virtualnetworkpeerings */
export const armPeering = {
  remote: id("properties", "remoteVirtualNetwork", "id"),
  allowsAccess: flag("properties", "allowVirtualNetworkAccess"),
  allowsForwarded: flag("properties", "allowForwardedTraffic"),
  isComplete: flag("properties", "peerCompleteVnets"),
  localSubnets: words("properties", "localSubnetNames"),
  remoteSubnets: words("properties", "remoteSubnetNames"),
} satisfies PeeringSchema;

/** Spellings of a resolver: https://learn.microsoft.com/azure/templates/microsoft.network/dnsresolvers */
export const armResolver = {
  network: id("properties", "virtualNetwork", "id"),
} satisfies ResolverSchema;

/** Spellings of an inbound endpoint: https://learn.microsoft.com/azure/templates/microsoft.network/dnsresolvers/inboundendpoints */
export const armInboundEndpoint = {
  subnets: ids(["properties", "ipConfigurations"], "subnet", "id"),
  addresses: wordsIn(["properties", "ipConfigurations"], "privateIpAddress"),
  privateAddress: ["properties", "ipConfigurations", 0, "privateIpAddress"],
} satisfies InboundEndpointSchema;

/** Spellings of a rule: https://learn.microsoft.com/azure/templates/microsoft.network/dnsforwardingrulesets/forwardingrules */
export const armForwardingRule = {
  domain: word("properties", "domainName"),
  isEnabled: { path: ["properties", "forwardingRuleState"], decode: asEnabled, encode: stateOf },
  servers: wordsIn(["properties", "targetDnsServers"], "ipAddress"),
} satisfies ForwardingRuleSchema;

/** Spellings of a link: https://learn.microsoft.com/azure/templates/microsoft.network/dnsforwardingrulesets/virtualnetworklinks */
export const armRulesetLink = {
  network: id("properties", "virtualNetwork", "id"),
} satisfies RulesetLinkSchema;

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
  serviceTags: words("properties", "serviceTags"),
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
  applicationSecurityGroups: ids(["properties", "applicationSecurityGroups"], "id"),
  securityGroup: id("properties", "networkSecurityGroup", "id"),
  dnsServers: words("properties", "dnsSettings", "dnsServers"),
} satisfies InterfaceSchema;

/** Spellings of a security group: https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups */
export const armSecurityGroup = {
  rules: objects("properties", "securityRules"),
} satisfies SecurityGroupSchema;

/** Spellings of a rule: https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups/securityrules */
export const armSecurityRule = {
  priority: number("properties", "priority"),
  direction: word("properties", "direction"),
  access: word("properties", "access"),
  protocol: word("properties", "protocol"),
  source: armEnd("source"),
  destination: armEnd("destination"),
} satisfies SecurityRuleSchema;

function armEnd(end: "source" | "destination"): SecurityRuleEndSchema {
  return {
    prefix: word("properties", `${end}AddressPrefix`),
    port: word("properties", `${end}PortRange`),
    prefixes: words("properties", `${end}AddressPrefixes`),
    ports: words("properties", `${end}PortRanges`),
    groups: ids(["properties", `${end}ApplicationSecurityGroups`], "id"),
  };
}

/** Spellings of a route table: https://learn.microsoft.com/azure/templates/microsoft.network/routetables */
export const armRouteTable = {
  routes: objects("properties", "routes"),
} satisfies RouteTableSchema;

/** Spellings of a route: https://learn.microsoft.com/azure/templates/microsoft.network/routetables/routes */
export const armRoute = {
  prefix: word("properties", "addressPrefix"),
  nextHopType: word("properties", "nextHopType"),
  nextHopAddress: word("properties", "nextHopIpAddress"),
} satisfies RouteSchema;

/** Spellings of a public IP address: https://learn.microsoft.com/azure/templates/microsoft.network/publicipaddresses */
export const armPublicIp = {
  address: word("properties", "ipAddress"),
  prefix: id("properties", "publicIPPrefix", "id"),
} satisfies PublicIpSchema;

/** Spellings of a public IP prefix: https://learn.microsoft.com/azure/templates/microsoft.network/publicipprefixes */
export const armPublicIpPrefix = {
  range: word("properties", "ipPrefix"),
} satisfies PublicIpPrefixSchema;

function asEnabled(written: Plain): boolean | undefined {
  const state = typeof written === "string" ? foldWord(written) : "";
  return state === "enabled" ? true : state === "disabled" ? false : undefined;
}

function stateOf(isEnabled: boolean | Reference): Written {
  return isEnabled instanceof Reference ? isEnabled : isEnabled ? "Enabled" : "Disabled";
}
