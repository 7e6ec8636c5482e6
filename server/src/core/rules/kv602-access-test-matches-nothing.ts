import type { Rule } from "./rule.ts";

/** Found when the tests of an access file are judged. */
export const accessTestMatchesNothing: Rule = {
  code: "KV602",
  name: "access-test-matches-nothing",
  severity: "error",
  onByDefault: true,
  fixable: false,
  summary: "An access test names a source, a vault or an environment that is not there.",
  why: `A test that is about nothing would pass for ever, also after somebody has renamed the vault that it was written for.`,
  fix: "Correct the name. Completion offers those that are there.",
  references: [],
  alsoKnownAs: [],
  check: () => [],
};
