import type { Plain } from "../../evaluate/values/plain.ts";
import { Reference } from "../../template/reference.ts";
import type { Written } from "../../template/written.ts";
import type { NetworkSchema, SecurityRuleEndSchema } from "./schema.ts";
import { flag, id, ids, number, objects, word, words, wordsIn } from "./spelling.ts";
import { foldWord } from "../../text/fold.ts";

/** How Azure itself spells the resources around vaults. */
export const armNetwork = {
  /** Spellings of a network: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks */
  virtualNetwork: {
    dnsServers: words("properties", "dhcpOptions", "dnsServers"),
    prefixes: words("properties", "addressSpace", "addressPrefixes"),
  },
  /** Spellings of a zone group: https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints/privatednszonegroups */
  zoneGroup: {
    zones: ids(["properties", "privateDnsZoneConfigs"], "properties", "privateDnsZoneId"),
  },
  /** Spellings of a link: https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones/virtualnetworklinks */
  virtualNetworkLink: {
    network: id("properties", "virtualNetwork", "id"),
    resolutionPolicy: word("properties", "resolutionPolicy"),
  },
  /** Spellings of an A record: https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones/a */
  addressRecord: {
    addresses: wordsIn(["properties", "aRecords"], "ipv4Address"),
  },
  /** Spellings of a peering: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks/virtualnetworkpeerings */
  peering: {
    remote: id("properties", "remoteVirtualNetwork", "id"),
    allowsAccess: flag("properties", "allowVirtualNetworkAccess"),
    allowsForwarded: flag("properties", "allowForwardedTraffic"),
    isComplete: flag("properties", "peerCompleteVnets"),
    localSubnets: words("properties", "localSubnetNames"),
    remoteSubnets: words("properties", "remoteSubnetNames"),
  },
  /** Spellings of a resolver: https://learn.microsoft.com/azure/templates/microsoft.network/dnsresolvers */
  resolver: {
    network: id("properties", "virtualNetwork", "id"),
  },
  /** Spellings of an inbound endpoint: https://learn.microsoft.com/azure/templates/microsoft.network/dnsresolvers/inboundendpoints */
  inboundEndpoint: {
    subnets: ids(["properties", "ipConfigurations"], "subnet", "id"),
    addresses: wordsIn(["properties", "ipConfigurations"], "privateIpAddress"),
    privateAddress: ["properties", "ipConfigurations", 0, "privateIpAddress"],
  },
  /** Spellings of a rule: https://learn.microsoft.com/azure/templates/microsoft.network/dnsforwardingrulesets/forwardingrules */
  forwardingRule: {
    domain: word("properties", "domainName"),
    isEnabled: { path: ["properties", "forwardingRuleState"], decode: asEnabled, encode: stateOf },
    servers: wordsIn(["properties", "targetDnsServers"], "ipAddress"),
  },
  /** Spellings of a link: https://learn.microsoft.com/azure/templates/microsoft.network/dnsforwardingrulesets/virtualnetworklinks */
  rulesetLink: {
    network: id("properties", "virtualNetwork", "id"),
  },
  /** Spellings of an association: https://learn.microsoft.com/azure/templates/microsoft.network/networksecurityperimeters/resourceassociations */
  perimeterAssociation: {
    target: id("properties", "privateLinkResource", "id"),
    profile: id("properties", "profile", "id"),
    accessMode: word("properties", "accessMode"),
  },
  /** Spellings of an access rule: https://learn.microsoft.com/azure/templates/microsoft.network/networksecurityperimeters/profiles/accessrules */
  perimeterRule: {
    direction: word("properties", "direction"),
    addressPrefixes: words("properties", "addressPrefixes"),
    serviceTags: words("properties", "serviceTags"),
    subscriptions: ids(["properties", "subscriptions"], "id"),
  },
  /** Spellings of a NAT gateway: https://learn.microsoft.com/azure/templates/microsoft.network/natgateways */
  natGateway: {
    publicIps: ids(["properties", "publicIpAddresses"], "id"),
    publicIpPrefixes: ids(["properties", "publicIpPrefixes"], "id"),
  },
  /** Spellings of a network interface: https://learn.microsoft.com/azure/templates/microsoft.network/networkinterfaces */
  interface: {
    subnets: ids(["properties", "ipConfigurations"], "properties", "subnet", "id"),
    publicIp: id("properties", "publicIPAddress", "id"),
    applicationSecurityGroups: ids(["properties", "applicationSecurityGroups"], "id"),
    securityGroup: id("properties", "networkSecurityGroup", "id"),
    dnsServers: words("properties", "dnsSettings", "dnsServers"),
  },
  /** Spellings of a security group: https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups */
  securityGroup: {
    rules: objects("properties", "securityRules"),
  },
  /** Spellings of a rule: https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups/securityrules */
  securityRule: {
    priority: number("properties", "priority"),
    direction: word("properties", "direction"),
    access: word("properties", "access"),
    protocol: word("properties", "protocol"),
    source: armEnd("source"),
    destination: armEnd("destination"),
  },
  /** Spellings of a route table: https://learn.microsoft.com/azure/templates/microsoft.network/routetables */
  routeTable: {
    routes: objects("properties", "routes"),
  },
  /** Spellings of a route: https://learn.microsoft.com/azure/templates/microsoft.network/routetables/routes */
  route: {
    prefix: word("properties", "addressPrefix"),
    nextHopType: word("properties", "nextHopType"),
    nextHopAddress: word("properties", "nextHopIpAddress"),
  },
  /** Spellings of a public IP address: https://learn.microsoft.com/azure/templates/microsoft.network/publicipaddresses */
  publicIp: {
    address: word("properties", "ipAddress"),
    prefix: id("properties", "publicIPPrefix", "id"),
  },
  /** Spellings of a public IP prefix: https://learn.microsoft.com/azure/templates/microsoft.network/publicipprefixes */
  publicIpPrefix: {
    range: word("properties", "ipPrefix"),
  },
} satisfies NetworkSchema;

function armEnd(end: "source" | "destination"): SecurityRuleEndSchema {
  return {
    prefix: word("properties", `${end}AddressPrefix`),
    port: word("properties", `${end}PortRange`),
    prefixes: words("properties", `${end}AddressPrefixes`),
    ports: words("properties", `${end}PortRanges`),
    groups: ids(["properties", `${end}ApplicationSecurityGroups`], "id"),
  };
}

function asEnabled(written: Plain): boolean | undefined {
  const state = typeof written === "string" ? foldWord(written) : "";
  return state === "enabled" ? true : state === "disabled" ? false : undefined;
}

function stateOf(isEnabled: boolean | Reference): Written {
  return isEnabled instanceof Reference ? isEnabled : isEnabled ? "Enabled" : "Disabled";
}
