import type { Rule } from "./rule.ts";

/** Found when the tests of an access file are run. */
export const accessTestMatchesNothing: Rule = {
  code: "KV602",
  name: "access-test-matches-nothing",
  severity: "error",
  onByDefault: true,
  fixable: false,
  summary: "An access test refers to a source, vault or environment that does not exist.",
  why: "A test that matches nothing would always pass, even after the vault it was written for has been renamed.",
  fix: "Correct the name. Completion suggests the names that exist.",
  references: [],
  alsoKnownAs: [],
  check: () => [],
};
