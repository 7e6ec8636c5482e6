import type { Rule } from "./rule.ts";

/** Found while suppressions are applied, because only then is it known what they match. */
export const suppressionUnused: Rule = {
  code: "KV902",
  name: "suppression-unused",
  severity: "hint",
  references: [],
  check: () => [],
};
