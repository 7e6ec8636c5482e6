import type { Rule } from "./rule.ts";

/** Found while suppressions are applied, because only then is the date known. */
export const suppressionExpired: Rule = {
  code: "KV901",
  name: "suppression-expired",
  severity: "warning",
  summary: "A suppression has expired, so the finding it hid is reported again.",
  why: "A suppression with `until` accepts a risk for a limited time. After that date, the decision has to be made again.",
  fix: "Fix the finding, or set a new date with a reason that still applies.",
  references: [],
  check: () => [],
};
