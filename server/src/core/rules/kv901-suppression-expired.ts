import type { Rule } from "./rule.ts";

/** Found while suppressions are applied, because only then the date is known. */
export const suppressionExpired: Rule = {
  code: "KV901",
  name: "suppression-expired",
  severity: "warning",
  onByDefault: true,
  fixable: false,
  summary: "A suppression has passed its date, so what it hid is reported again.",
  why: "A suppression with `until` accepts a risk for a while. After that day somebody has to decide again.",
  fix: "Mend what is reported, or write a new date with a reason that still holds.",
  references: [],
  alsoKnownAs: [],
  check: () => [],
};
