import type { Rule } from "./rule.ts";

/** Found when the tests of an access file are run. */
export const accessTestMatchesNothing: Rule = {
  code: "KV602",
  name: "access-test-matches-nothing",
  severity: "error",
  onByDefault: true,
  fixable: true,
  summary: "An access test refers to a source, vault, or environment that does not exist.",
  why: "A test that matches nothing would always pass, even after the vault it was written for has been renamed.",
  fix: "Correct the name. If one that exists is spelled almost alike, the fix writes it; completion suggests all of them.",
  references: [],
  alsoKnownAs: [],
  check: () => [],
};
