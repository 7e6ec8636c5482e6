import { all, not } from "../logic/truth.ts";
import { disablePublicAccess } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import { disablesPublicAccess, isRecovered } from "./questions/policies.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const policyPublicAccess: Rule = {
  code: "KV702",
  name: "policy-public-access",
  severity: "info",
  onByDefault: false,
  fixable: true,
  references: learn("key-vault/general/azure-policy", "governance/policy/samples/built-in-policies"),
  alsoKnownAs: ["405c5871-3e91-4644-8a63-58e19d68ff5b"],
  check: eachVault((vault, network) => {
    const isReported = all([not(isRecovered(vault)), not(disablesPublicAccess(vault))]);
    if (vault.kind !== "vault" || isReported !== "yes") return [];
    return finding(vault, {
      fact: { kind: "KV702" },
      span: placeOfSetting(vault, vault.publicNetworkAccess),
      fixes: disablePublicAccess(vault, network, true),
    });
  }),
};
