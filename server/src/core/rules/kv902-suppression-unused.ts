import type { Rule } from "./rule.ts";

/** Found while suppressions are applied, because only then it is known what they match. */
export const suppressionUnused: Rule = {
  code: "KV902",
  name: "suppression-unused",
  severity: "hint",
  onByDefault: true,
  fixable: false,
  summary: "A suppression matches nothing, or gives no reason and so suppresses nothing.",
  why: "A suppression that is left behind would hide the next finding at its place, which nobody has judged yet.",
  fix: "Remove the comment, or give the reason it lacks.",
  references: [],
  alsoKnownAs: [],
  check: () => [],
};
