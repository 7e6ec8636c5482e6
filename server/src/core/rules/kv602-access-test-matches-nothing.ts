import type { Rule } from "./rule.ts";

/** Found when the tests of an access file are run. */
export const accessTestMatchesNothing: Rule = {
  code: "KV602",
  name: "access-test-matches-nothing",
  severity: "error",
  fixable: true,
  references: [],
  check: () => [],
};
