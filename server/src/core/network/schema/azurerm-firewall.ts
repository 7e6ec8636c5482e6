import type {
  ApplicationRuleSchema,
  FirewallPolicySchema,
  FirewallSchema,
  IpGroupSchema,
  NetworkRuleSchema,
  RuleCollectionGroupSchema,
  RuleCollectionSchema,
} from "./firewall-schema.ts";
import { flag, id, ids, number, objects, word, words, wordsIn } from "./spelling.ts";

const networkRule = {
  sources: words("source_addresses"),
  sourceGroups: ids(["source_ip_groups"]),
  protocols: words("protocols"),
  destinations: words("destination_addresses"),
  destinationGroups: ids(["destination_ip_groups"]),
  fqdns: words("destination_fqdns"),
  ports: words("destination_ports"),
} satisfies NetworkRuleSchema;

const applicationRule = {
  sources: words("source_addresses"),
  sourceGroups: ids(["source_ip_groups"]),
  fqdns: words("destination_fqdns"),
  fqdnTags: words("destination_fqdn_tags"),
  webCategories: words("web_categories"),
  conditions: [["destination_urls"], ["destination_addresses"]],
  protocols: objects("protocols"),
  type: word("type"),
  port: number("port"),
} satisfies ApplicationRuleSchema;

const collection = {
  priority: number("priority"),
  action: word("action"),
  rules: objects("rule"),
  network: networkRule,
  application: applicationRule,
} satisfies RuleCollectionSchema;

/** Spellings of `azurerm_firewall`. */
export const azurermFirewall = {
  subnets: ids(["ip_configuration"], "subnet_id"),
  publicIps: ids(["ip_configuration"], "public_ip_address_id"),
  privateAddress: ["ip_configuration", 0, "private_ip_address"],
  addresses: wordsIn(["ip_configuration"], "private_ip_address"),
  special: [["private_ip_ranges"], ["virtual_hub"]],
  policy: id("firewall_policy_id"),
  dns: { proxy: flag("dns_proxy_enabled"), servers: words("dns_servers") },
} satisfies FirewallSchema;

/** Spellings of `azurerm_firewall_network_rule_collection` and `azurerm_firewall_application_rule_collection`. */
export const azurermRuleCollection = {
  ...collection,
  application: {
    ...applicationRule,
    fqdns: words("target_fqdns"),
    fqdnTags: words("fqdn_tags"),
    protocols: objects("protocol"),
  },
} satisfies RuleCollectionSchema;

/** Spellings of `azurerm_firewall_policy`. */
export const azurermFirewallPolicy = {
  base: id("base_policy_id"),
  dns: { proxy: flag("dns", "proxy_enabled"), servers: words("dns", "servers") },
  keepsSources: [["private_ip_ranges"], ["auto_learn_private_ranges_enabled"]],
} satisfies FirewallPolicySchema;

/** Spellings of `azurerm_firewall_policy_rule_collection_group`. */
export const azurermRuleCollectionGroup = {
  priority: number("priority"),
  rules: {
    lists: [
      { at: objects("network_rule_collection"), kind: "network" },
      { at: objects("application_rule_collection"), kind: "application" },
    ],
    collection,
  },
} satisfies RuleCollectionGroupSchema;

/** Spellings of `azurerm_ip_group`, whose addresses may be given by `azurerm_ip_group_cidr` too. */
export const azurermIpGroup = {
  addresses: words("cidrs"),
} satisfies IpGroupSchema;

export const azurermIpGroupAddress = { group: id("ip_group_id"), address: word("cidr") } as const;
