import type { Written } from "../../template/written.ts";
import { dictionaryOf } from "../../template/written.ts";
import type { SecurityGroup } from "../security-groups.ts";
import { armSecurityRule } from "./arm-network.ts";
import { azurermSecurityRule } from "./azurerm-network.ts";
import { spellingOf } from "./choose.ts";
import type { SecurityRuleSchema } from "./schema.ts";

/** A rule that allows HTTPS, as a fix adds it to a group. */
export interface AllowRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: "outbound" | "inbound";
  /** A service tag, or `*`. */
  readonly source: string;
  readonly destination: string;
}

/** The rule as it is written in the list of a group. */
export function writtenRule({ instance }: SecurityGroup, rule: AllowRule): Written {
  const schema = spellingOf<SecurityRuleSchema>(instance, armSecurityRule, azurermSecurityRule);
  return dictionaryOf([
    [["name"], rule.name],
    [schema.priority.path, rule.priority],
    [schema.direction.path, rule.direction === "outbound" ? "Outbound" : "Inbound"],
    [schema.access.path, "Allow"],
    [schema.protocol.path, "Tcp"],
    [schema.source.prefix.path, rule.source],
    [schema.source.port.path, "*"],
    [schema.destination.prefix.path, rule.destination],
    [schema.destination.port.path, "443"],
  ]);
}
