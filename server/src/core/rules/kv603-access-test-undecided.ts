import type { Rule } from "./rule.ts";

/** Found when the tests of an access file are judged. */
export const accessTestUndecided: Rule = {
  code: "KV603",
  name: "access-test-undecided",
  severity: "error",
  onByDefault: true,
  fixable: false,
  summary: "Whether an access test holds depends on a value that is not known.",
  why: `A template may leave open what decides, as a parameter without a value does. Neither a pass nor a failure would be true
then.`,
  fix: `Give the value in an environment of the access file, by a file of \`parameters\` or by \`set\`. \`"onUnknown": "skip"\` leaves
such tests out instead, one by one or for the whole file.`,
  references: [],
  alsoKnownAs: [],
  check: () => [],
};
