import { rules } from "../../server/src/core/index.ts";
import { rulePageOf } from "./rule-page.ts";

/** The pages of all rules as the extension carries them: a JSON list of `RulePage`. */
export function packedRulePages(): string {
  return JSON.stringify(rules.map(rulePageOf));
}
