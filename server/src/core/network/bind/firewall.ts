import { type Cause, causesOf, distinctCauses, type Value } from "../../evaluate/values/value.ts";
import { dictionaryOf, type Written } from "../../template/written.ts";
import type { Span } from "../../text/document.ts";
import { firstIn, joined, wordsOf } from "../fields/lists.ts";
import { isPerhapsWritten, readField, readList } from "../fields/read-field.ts";
import type {
  Firewall,
  FirewallDns,
  FirewallPolicy,
  IpGroup,
  RuleCollectionGroup,
  RuleCollections,
} from "../firewall.ts";
import { referredTo } from "../ids/referenced-property.ts";
import type { AllowRule, SecurityGroup, SecurityRule, SecurityRuleEnd } from "../path-resources.ts";
import type { InstancesOf } from "../resources-by-type.ts";
import { azurermAssociations, azurermRuleCollection } from "../schema/azurerm.ts";
import { associationsOf, withAssociated } from "./associations.ts";
import { eachOnce, type Part, type Parts, partsBeside, partsInside, together } from "./parts.ts";
import { type NetworkSchema, networkSchemaOf } from "./resource.ts";
import { readCollection, readCollections } from "./rule-collections.ts";

/** Reads Azure Firewalls with the rules of their own, which azurerm has in resources. */
export function bindFirewalls(of: InstancesOf): readonly Firewall[] {
  const firewalls = eachOnce(of("microsoft.network/azurefirewalls", "azurerm_firewall"));
  const networkRules = partsBeside(
    firewalls,
    of("azurerm_firewall_network_rule_collection"),
    "/networkrulecollections/",
  );
  const applicationRules = partsBeside(
    firewalls,
    of("azurerm_firewall_application_rule_collection"),
    "/applicationrulecollections/",
  );
  return firewalls.map((firewall) => {
    const { resource, body } = firewall;
    const { instance, label } = resource;
    const schema = networkSchemaOf(instance).firewall;
    const own = schema.rules ? readCollections(body, schema.rules, resource) : null;
    return {
      ...resource,
      subnets: readList(body, schema.subnets, label),
      publicIps: readList(body, schema.publicIps, label),
      privateAddress: referredTo(instance, schema.privateAddress),
      address: firstIn(readList(body, schema.addresses, label)),
      isSpecial: schema.special.some((path) => isPerhapsWritten(body, path)),
      policy: readField(body, schema.policy, label),
      rules: own ?? rulesBeside(body, networkRules(firewall), applicationRules(firewall)),
      dns: readDns(body, schema.dns, label),
    };
  });
}

function rulesBeside(body: Value, network: Parts, application: Parts): RuleCollections {
  return {
    collections: [
      ...network.parts.map((part) => readCollection(part, azurermRuleCollection, "network")),
      ...application.parts.map((part) => readCollection(part, azurermRuleCollection, "application")),
    ],
    open: distinctCauses([...causesOf(body), ...network.open, ...application.open]),
  };
}

/** Reads firewall policies with the groups of rule collections that belong to them. */
export function bindFirewallPolicies(of: InstancesOf): readonly FirewallPolicy[] {
  const policies = eachOnce(of("microsoft.network/firewallpolicies", "azurerm_firewall_policy"));
  const groups = partsBeside(
    policies,
    of(
      "microsoft.network/firewallpolicies/rulecollectiongroups",
      "azurerm_firewall_policy_rule_collection_group",
    ),
    "/rulecollectiongroups/",
  );
  // Until 2020 the API had groups of another shape.
  const former = partsBeside(policies, of("microsoft.network/firewallpolicies/rulegroups"), "/rulegroups/");
  return policies.map((policy) => {
    const { resource, body } = policy;
    const { instance, label } = resource;
    const schema = networkSchemaOf(instance).firewallPolicy;
    const { parts, open } = groups(policy);
    return {
      ...resource,
      base: readField(body, schema.base, label),
      dns: readDns(body, schema.dns, label),
      keepsSources: schema.keepsSources.some((path) => isPerhapsWritten(body, path)),
      groups: parts.map(readGroup),
      open: distinctCauses([...causesOf(body), ...open, ...former(policy).parts.map(cannotBeRead)]),
    };
  });
}

function cannotBeRead({ instance }: Part): Cause {
  return { kind: "unsupported", construct: { kind: "code", name: instance.symbol } };
}

function readGroup({ label, exists, body, instance }: Part): RuleCollectionGroup {
  const schema = networkSchemaOf(instance).ruleCollectionGroup;
  return {
    label,
    exists,
    priority: readField(body, schema.priority, label),
    rules: readCollections(body, schema.rules, { instance, label }),
  };
}

function readDns(
  body: Value,
  { proxy, servers }: NetworkSchema["firewall" | "firewallPolicy"]["dns"],
  near: Span,
): FirewallDns {
  return {
    proxy: readField(body, proxy, near),
    servers: "item" in servers ? readList(body, servers, near) : wordsOf(readField(body, servers, near)),
  };
}

/** Reads IP groups with the addresses that azurerm has in resources of their own. */
export function bindIpGroups(of: InstancesOf): readonly IpGroup[] {
  const added = associationsOf(of("azurerm_ip_group_cidr"), azurermAssociations.ipGroup);
  return eachOnce(of("microsoft.network/ipgroups", "azurerm_ip_group")).map(({ resource, body }) => {
    const schema = networkSchemaOf(resource.instance).ipGroup;
    const list = readList(body, schema.addresses, resource.label);
    const addresses = withAssociated(list, resource.id, added, azurermAssociations.cidr);
    return { ...resource, addresses };
  });
}

/** Reads network security groups with the rules that are written in them, and those that are resources of their own. */
export function bindSecurityGroups(of: InstancesOf): readonly SecurityGroup[] {
  const groups = eachOnce(of("microsoft.network/networksecuritygroups", "azurerm_network_security_group"));
  const rules = of("microsoft.network/networksecuritygroups/securityrules", "azurerm_network_security_rule");
  const besideOf = partsBeside(groups, rules, "/securityrules/");
  return groups.map((group) => {
    const { resource, body } = group;
    const { instance, label } = resource;
    const schema = networkSchemaOf(instance).securityGroup;
    const { parts, open } = together(partsInside(body, schema.rules, instance, label), besideOf(group));
    const written = readList(body, schema.rules, label);
    const ruleSchema = networkSchemaOf(instance).securityRule;
    const encodeRule = (rule: AllowRule): Written => writtenRule(ruleSchema, rule);
    return { ...resource, rules: parts.map(readRule), written, encodeRule, open };
  });
}

function readRule({ name, label, exists, body, instance }: Part): SecurityRule {
  const schema = networkSchemaOf(instance).securityRule;
  return {
    name,
    label,
    exists,
    priority: readField(body, schema.priority, label),
    direction: readField(body, schema.direction, label),
    access: readField(body, schema.access, label),
    protocol: readField(body, schema.protocol, label),
    source: readEnd(body, schema.source, label),
    destination: readEnd(body, schema.destination, label),
  };
}

function readEnd(body: Value, schema: NetworkSchema["securityRule"]["source"], near: Span): SecurityRuleEnd {
  const prefix = readField(body, schema.prefix, near);
  return {
    prefix,
    prefixes: joined(prefix, readList(body, schema.prefixes, near)),
    groups: readList(body, schema.groups, near),
    ports: joined(readField(body, schema.port, near), readList(body, schema.ports, near)),
  };
}

/** A rule as it is written in the list of a group. */
function writtenRule(schema: NetworkSchema["securityRule"], rule: AllowRule): Written {
  return dictionaryOf([[["name"], rule.name], ...ruleEntries(schema, rule)]);
}

/** All of a rule but its name. */
export function ruleEntries(
  schema: NetworkSchema["securityRule"],
  rule: AllowRule,
): readonly (readonly [path: readonly string[], value: Written])[] {
  return [
    [schema.priority.path, rule.priority],
    [schema.direction.path, rule.direction === "outbound" ? "Outbound" : "Inbound"],
    [schema.access.path, "Allow"],
    [schema.protocol.path, "Tcp"],
    [schema.source.prefix.path, rule.source],
    [schema.source.port.path, "*"],
    [schema.destination.prefix.path, rule.destination],
    [schema.destination.port.path, "443"],
  ];
}
