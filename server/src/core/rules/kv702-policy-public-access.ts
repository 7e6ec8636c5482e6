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
  summary: "Azure Policy, where assigned, reports the vault: its public network access is not disabled.",
  why: `The built-in policy \`405c5871-3e91-4644-8a63-58e19d68ff5b\` audits or denies vaults whose \`publicNetworkAccess\` is anything but
*Disabled*, even *SecuredByPerimeter*, and all vaults that use an API version before 2021-06-01-preview.`,
  fix: "Disable public network access, with an API version that supports the setting.",
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
