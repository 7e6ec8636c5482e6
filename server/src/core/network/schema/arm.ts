import type { Plain } from "../../evaluate/values/plain.ts";
import { Reference } from "../../template/reference.ts";
import type { Written } from "../../template/written.ts";
import { foldWord } from "../../text/fold.ts";
import {
  collections,
  dict,
  flag,
  id,
  ids,
  list,
  number,
  objects,
  type SecurityRuleEnd,
  word,
  words,
  wordsIn,
} from "./spelling.ts";

const networkRule = {
  sources: words("sourceAddresses"),
  sourceGroups: ids(["sourceIpGroups"]),
  protocols: words("protocols"),
  destinations: words("destinationAddresses"),
  destinationGroups: ids(["destinationIpGroups"]),
  fqdns: words("destinationFqdns"),
  ports: words("destinationPorts"),
};

const applicationRule = {
  sources: words("sourceAddresses"),
  sourceGroups: ids(["sourceIpGroups"]),
  fqdns: words("targetFqdns"),
  fqdnTags: words("fqdnTags"),
  webCategories: words("webCategories"),
  /** Where further conditions are written, of which the model has no words. */
  conditions: [["targetUrls"], ["destinationAddresses"]],
  protocols: objects("protocols"),
  /** Of one protocol. */
  type: word("protocolType"),
  port: number("port"),
};

/** Collections in a firewall itself, which Azure calls classic rules. */
const ownRules = {
  lists: [
    collections("network", "properties", "networkRuleCollections"),
    collections("application", "properties", "applicationRuleCollections"),
  ],
  collection: {
    priority: number("properties", "priority"),
    action: word("properties", "action", "type"),
    rules: objects("properties", "rules"),
    network: networkRule,
    application: applicationRule,
  },
};

/** Collections in a group of a policy. */
const rulesOfPolicies = {
  lists: [
    collections(
      {
        ofCollection: word("ruleCollectionType"),
        collections: new Map([
          ["firewallpolicyfilterrulecollection", "filter"],
          ["firewallpolicynatrulecollection", null],
        ]),
        ofRule: word("ruleType"),
        rules: new Map([
          ["networkrule", "network"],
          ["applicationrule", "application"],
          ["natrule", null],
        ]),
        written: { network: "NetworkRule", application: "ApplicationRule" },
      },
      "properties",
      "ruleCollections",
    ),
  ],
  collection: {
    priority: number("priority"),
    action: word("action", "type"),
    rules: objects("rules"),
    network: { ...networkRule, protocols: words("ipProtocols") },
    application: applicationRule,
  },
};

/** How Azure itself spells vaults and the resources around them. A property that only azurerm has is null. */
export const armNetwork = {
  /** Spellings of `Microsoft.KeyVault/vaults`: https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults */
  vault: {
    publicNetworkAccess: word("properties", "publicNetworkAccess"),
    networkAcls: dict("properties", "networkAcls"),
    defaultAction: word("properties", "networkAcls", "defaultAction"),
    bypass: word("properties", "networkAcls", "bypass"),
    ipRules: wordsIn(["properties", "networkAcls", "ipRules"], "value"),
    subnetRules: ids(["properties", "networkAcls", "virtualNetworkRules"], "id"),
    /** Of managed HSMs. */
    serviceTags: wordsIn(["properties", "networkAcls", "serviceTags"], "tag"),
    /** Of one item of `subnetRules`. */
    ignoreMissingServiceEndpoint: flag("ignoreMissingVnetServiceEndpoint"),
    enabledForDeployment: flag("properties", "enabledForDeployment"),
    enabledForDiskEncryption: flag("properties", "enabledForDiskEncryption"),
    enabledForTemplateDeployment: flag("properties", "enabledForTemplateDeployment"),
    createMode: word("properties", "createMode"),
    enableRbacAuthorization: flag("properties", "enableRbacAuthorization"),
    /** Of what is deployed: the connections Azure lists with their state. */
    privateEndpointConnections: list("properties", "privateEndpointConnections"),
  },
  /** Spellings of a subnet: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks/subnets */
  subnet: {
    serviceEndpoints: wordsIn(["properties", "serviceEndpoints"], "service"),
    addressPrefix: word("properties", "addressPrefix"),
    addressPrefixes: words("properties", "addressPrefixes"),
    natGateway: id("properties", "natGateway", "id"),
    routeTable: id("properties", "routeTable", "id"),
    defaultOutboundAccess: flag("properties", "defaultOutboundAccess"),
    delegations: wordsIn(["properties", "delegations"], "properties", "serviceName"),
    securityGroup: id("properties", "networkSecurityGroup", "id"),
    privateEndpointNetworkPolicies: word("properties", "privateEndpointNetworkPolicies"),
    formerNetworkPolicies: null,
  },
  /** Spellings of a private endpoint: https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints */
  privateEndpoint: {
    subnet: id("properties", "subnet", "id"),
    connections: objects("properties", "privateLinkServiceConnections"),
    manualConnections: objects("properties", "manualPrivateLinkServiceConnections"),
    /** Of one connection. */
    target: id("properties", "privateLinkServiceId"),
    groupIds: words("properties", "groupIds"),
    isManual: null,
    addresses: wordsIn(["properties", "ipConfigurations"], "properties", "privateIPAddress"),
    /** Where the endpoint itself lists them. */
    applicationSecurityGroups: ids(["properties", "applicationSecurityGroups"], "id"),
  },
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
    /** Where others refer to the address, which Azure may choose. */
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
    /** The id of the rule itself holds it. */
    profile: null,
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
    /** The subnet of each of its configurations. */
    subnets: ids(["properties", "ipConfigurations"], "properties", "subnet", "id"),
    /** Of one configuration. */
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
    /** Azure chooses the address, so that it is written in exports only, but can be referred to. */
    address: word("properties", "ipAddress"),
    prefix: id("properties", "publicIPPrefix", "id"),
  },
  /** Spellings of a public IP prefix: https://learn.microsoft.com/azure/templates/microsoft.network/publicipprefixes */
  publicIpPrefix: {
    /** Chosen by Azure as well. */
    range: word("properties", "ipPrefix"),
  },
  /** Spellings of a firewall: https://learn.microsoft.com/azure/templates/microsoft.network/azurefirewalls */
  firewall: {
    subnets: ids(["properties", "ipConfigurations"], "properties", "subnet", "id"),
    publicIps: ids(["properties", "ipConfigurations"], "properties", "publicIPAddress", "id"),
    /** Azure chooses the address, so that it is written in exports only, but can be referred to. */
    privateAddress: ["properties", "ipConfigurations", 0, "properties", "privateIPAddress"],
    addresses: wordsIn(["properties", "ipConfigurations"], "properties", "privateIPAddress"),
    /** Where something is written that has traffic leave in another way. */
    special: [
      ["properties", "additionalProperties"],
      ["properties", "virtualHub"],
    ],
    policy: id("properties", "firewallPolicy", "id"),
    dns: {
      proxy: flag("properties", "additionalProperties", "Network.DNS.EnableProxy"),
      servers: word("properties", "additionalProperties", "Network.DNS.Servers"),
    },
    /** Where the firewall itself contains its collections of rules. */
    rules: ownRules,
  },
  /** Spellings of a policy: https://learn.microsoft.com/azure/templates/microsoft.network/firewallpolicies */
  firewallPolicy: {
    base: id("properties", "basePolicy", "id"),
    dns: {
      proxy: flag("properties", "dnsSettings", "enableProxy"),
      servers: words("properties", "dnsSettings", "servers"),
    },
    /** Where ranges are written that are not translated. */
    keepsSources: [["properties", "snat"]],
  },
  /** Spellings of a group: https://learn.microsoft.com/azure/templates/microsoft.network/firewallpolicies/rulecollectiongroups */
  ruleCollectionGroup: {
    priority: number("properties", "priority"),
    rules: rulesOfPolicies,
  },
  /** Spellings of an IP group: https://learn.microsoft.com/azure/templates/microsoft.network/ipgroups */
  ipGroup: {
    addresses: words("properties", "ipAddresses"),
  },
  /** Spellings of a policy in `accessPolicies`: https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/accesspolicies */
  accessPolicy: {
    policies: objects("properties", "accessPolicies"),
    /** Of a resource for policies alone, whose own id holds that of the vault. */
    vault: null,
    /** Of one policy, as all that follow. */
    principal: id("objectId"),
    keys: words("permissions", "keys"),
    secrets: words("permissions", "secrets"),
    certificates: words("permissions", "certificates"),
    storage: words("permissions", "storage"),
  },
  /** Spellings of a role assignment: https://learn.microsoft.com/azure/templates/microsoft.authorization/roleassignments */
  roleAssignment: {
    /** The id of the assignment holds it. */
    scope: null,
    roleName: null,
    role: id("properties", "roleDefinitionId"),
    principal: id("properties", "principalId"),
    condition: word("properties", "condition"),
  },
};

function armEnd(end: "source" | "destination"): SecurityRuleEnd {
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
