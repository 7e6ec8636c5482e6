import type { Rule } from "./rule.ts";

/** Found when the tests of an access file are run. */
export const accessTestUndecided: Rule = {
  code: "KV603",
  name: "access-test-undecided",
  severity: "error",
  summary: "Whether an access test passes depends on a value that is not known.",
  why: `A template may not determine the value that decides, for example if a parameter has no value. The test can then neither pass nor
fail.`,
  fix: `Provide the value in an environment of the access file, through a \`parameters\` file or \`set\`. To skip such tests instead, use
\`"onUnknown": "skip"\` for a single test or for the whole file.`,
  references: [],
  check: () => [],
};
