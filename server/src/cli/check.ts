import type { Analysis } from "../core/index.ts";
import type { Disk } from "./disk.ts";
import type { Places } from "./places.ts";
import type { FindingEntry, RuleEntry } from "./report.ts";

/** The findings of all rules in all roots, one per code and place. */
export function checkRoots(
  _analyses: readonly Analysis[],
  _disk: Disk,
  _places: Places,
): readonly FindingEntry[] {
  return [];
}

/** The catalogue of rules. */
export function ruleEntries(): readonly RuleEntry[] {
  return [];
}
