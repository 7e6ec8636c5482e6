import { learn, type Rule } from "./rule.ts";

/** Found when the tests of an access file are run, because they cover several templates and environments. */
export const accessTestFails: Rule = {
  code: "KV601",
  name: "access-test-fails",
  severity: "error",
  summary: "The templates allow access that an access test forbids, or block access that it requires.",
  why: `The tests in \`.keyvault-access.jsonc\` say which callers are supposed to reach which vault. A failing test means that the templates say
something else. It is reported on the test and on the property that decides.`,
  fix: `Change the property that decides, or the test if the intent has changed. Only you know which of the two is wrong, so there is no
automatic fix. The fixes of other findings say how they would affect the tests.`,
  references: learn("key-vault/general/network-security"),
  check: () => [],
};
