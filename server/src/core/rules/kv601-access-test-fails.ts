import { learn, type Rule } from "./rule.ts";

/** Found when the tests of an access file are run, because they cover several templates and environments. */
export const accessTestFails: Rule = {
  code: "KV601",
  name: "access-test-fails",
  severity: "error",
  references: learn("key-vault/general/network-security"),
  check: () => [],
};
