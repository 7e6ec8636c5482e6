import type { Rule } from "./rule.ts";

/** Found when the tests of an access file are run. */
export const accessTestUndecided: Rule = {
  code: "KV603",
  name: "access-test-undecided",
  severity: "error",
  references: [],
  check: () => [],
};
