import type { Rule } from "./rule.ts";

/** Found when the tests of an access file are run. */
export const accessTestMatchesNothing: Rule = {
  code: "KV602",
  name: "access-test-matches-nothing",
  severity: "error",
  fixable: true,
  summary:
    "An access test refers to a source, vault, or environment that does not exist, or to several subnets with the same name.",
  why: `A test that matches nothing would always pass, even after the vault it was written for has been renamed. If several
subnets have the same name, one of them may reach the vault while another may not.`,
  fix: `Correct the name. If one that exists is spelled almost alike, the fix writes it; completion suggests all of them. Name a subnet with
its network (\`vnet/app\`), or by its full resource ID.`,
  references: [],
  check: () => [],
};
