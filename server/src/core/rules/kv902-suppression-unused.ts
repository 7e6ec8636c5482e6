import type { Rule } from "./rule.ts";

/** Found while suppressions are applied, because only then is it known what they match. */
export const suppressionUnused: Rule = {
  code: "KV902",
  name: "suppression-unused",
  severity: "hint",
  summary:
    "A suppression matches nothing, or has no effect because its rule or reason is missing, or its date does not exist.",
  why: "A leftover suppression would hide the next finding in the same place, even though that finding has never been reviewed.",
  fix: "Remove the comment, correct the rule or date, or add the missing reason.",
  references: [],
  check: () => [],
};
