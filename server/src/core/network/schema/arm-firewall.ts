import type {
  ApplicationRuleSchema,
  CollectionsSchema,
  FirewallPolicySchema,
  FirewallSchema,
  IpGroupSchema,
  NetworkRuleSchema,
  RuleCollectionGroupSchema,
} from "./firewall-schema.ts";
import { flag, id, ids, number, objects, word, words, wordsIn } from "./spelling.ts";

const networkRule = {
  sources: words("sourceAddresses"),
  sourceGroups: ids(["sourceIpGroups"]),
  protocols: words("protocols"),
  destinations: words("destinationAddresses"),
  destinationGroups: ids(["destinationIpGroups"]),
  fqdns: words("destinationFqdns"),
  ports: words("destinationPorts"),
} satisfies NetworkRuleSchema;

const applicationRule = {
  sources: words("sourceAddresses"),
  sourceGroups: ids(["sourceIpGroups"]),
  fqdns: words("targetFqdns"),
  fqdnTags: words("fqdnTags"),
  webCategories: words("webCategories"),
  conditions: [["targetUrls"], ["destinationAddresses"]],
  protocols: objects("protocols"),
  type: word("protocolType"),
  port: number("port"),
} satisfies ApplicationRuleSchema;

/** Collections in a firewall itself, which Azure calls classic rules. */
const ownRules = {
  lists: [
    { at: objects("properties", "networkRuleCollections"), kind: "network" },
    { at: objects("properties", "applicationRuleCollections"), kind: "application" },
  ],
  collection: {
    priority: number("properties", "priority"),
    action: word("properties", "action", "type"),
    rules: objects("properties", "rules"),
    network: networkRule,
    application: applicationRule,
  },
} satisfies CollectionsSchema;

/** Collections in a group of a policy. */
const rulesOfPolicies = {
  lists: [
    {
      at: objects("properties", "ruleCollections"),
      kind: {
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
    },
  ],
  collection: {
    priority: number("priority"),
    action: word("action", "type"),
    rules: objects("rules"),
    network: { ...networkRule, protocols: words("ipProtocols") },
    application: applicationRule,
  },
} satisfies CollectionsSchema;

/** Spellings of a firewall: https://learn.microsoft.com/azure/templates/microsoft.network/azurefirewalls */
export const armFirewall = {
  subnets: ids(["properties", "ipConfigurations"], "properties", "subnet", "id"),
  publicIps: ids(["properties", "ipConfigurations"], "properties", "publicIPAddress", "id"),
  privateAddress: ["properties", "ipConfigurations", 0, "properties", "privateIPAddress"],
  addresses: wordsIn(["properties", "ipConfigurations"], "properties", "privateIPAddress"),
  special: [
    ["properties", "additionalProperties"],
    ["properties", "virtualHub"],
  ],
  policy: id("properties", "firewallPolicy", "id"),
  dns: {
    proxy: flag("properties", "additionalProperties", "Network.DNS.EnableProxy"),
    servers: word("properties", "additionalProperties", "Network.DNS.Servers"),
  },
  rules: ownRules,
} satisfies FirewallSchema;

/** Spellings of a policy: https://learn.microsoft.com/azure/templates/microsoft.network/firewallpolicies */
export const armFirewallPolicy = {
  base: id("properties", "basePolicy", "id"),
  dns: {
    proxy: flag("properties", "dnsSettings", "enableProxy"),
    servers: words("properties", "dnsSettings", "servers"),
  },
  keepsSources: [["properties", "snat"]],
} satisfies FirewallPolicySchema;

/** Spellings of a group: https://learn.microsoft.com/azure/templates/microsoft.network/firewallpolicies/rulecollectiongroups */
export const armRuleCollectionGroup = {
  priority: number("properties", "priority"),
  rules: rulesOfPolicies,
} satisfies RuleCollectionGroupSchema;

/** Spellings of an IP group: https://learn.microsoft.com/azure/templates/microsoft.network/ipgroups */
export const armIpGroup = {
  addresses: words("properties", "ipAddresses"),
} satisfies IpGroupSchema;
