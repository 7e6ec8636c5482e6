import type { Rule } from "./rule.ts";

/** Found while suppressions are applied, because only then is the date known. */
export const suppressionExpired: Rule = {
  code: "KV901",
  name: "suppression-expired",
  severity: "warning",
  references: [],
  check: () => [],
};
