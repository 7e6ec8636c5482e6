import type { Value } from "../../evaluate/values/value.ts";
import type { Span } from "../../text/document.ts";
import { joined } from "../fields/lists.ts";
import { readField, readList } from "../fields/read-field.ts";
import type { InstancesOf } from "../resources-by-type.ts";
import { type NetworkSchema, networkSchemaOf } from "./resource.ts";
import type { AllowRule, SecurityGroup, SecurityRule, SecurityRuleEnd } from "../path-resources.ts";
import { dictionaryOf, type Written } from "../../template/written.ts";
import { type Part, partsBeside, partsInside, together, eachOnce } from "./parts.ts";

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
