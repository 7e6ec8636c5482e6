import type { Rule } from "./rule.ts";

/** Found when the tests of an access file are judged, because they speak of several templates and environments at once. */
export const accessTestFails: Rule = {
  code: "KV601",
  name: "access-test-fails",
  severity: "error",
  onByDefault: true,
  fixable: false,
  summary:
    "The templates give somebody an access that an access test does not want, or withhold one that it wants.",
  why: `The tests in \`.keyvault-access.jsonc\` say who is meant to reach which vault. One that fails means that the templates say
something else. It is reported on the test, and on the property that decides.`,
  fix: `Change the property that decides, or the test where the intent has changed. Which of the two is wrong only you know, so that
there is no automatic fix; fixes of other findings say what they would do to the tests.`,
  references: ["https://learn.microsoft.com/azure/key-vault/general/network-security"],
  alsoKnownAs: [],
  check: () => [],
};
