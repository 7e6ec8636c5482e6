import { dictionaryOf, type Written } from "../../template/written.ts";
import type { AllowRule } from "../security-groups.ts";
import type { NetworkSchema } from "./choose.ts";

/** A rule as it is written in the list of a group. */
export function writtenRule(schema: NetworkSchema["securityRule"], rule: AllowRule): Written {
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
