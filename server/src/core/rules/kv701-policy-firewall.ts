import { spellingOf } from "../network/fields/field.ts";
import { all, not } from "../logic/truth.ts";
import { denyByDefault, disablePublicAccess } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import { deniesByDefault, disablesPublicAccess, isRecovered } from "./questions/policies.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const policyFirewall: Rule = {
  code: "KV701",
  name: "policy-firewall",
  severity: "info",
  onByDefault: false,
  fixable: true,
  references: learn("key-vault/general/azure-policy", "governance/policy/samples/built-in-policies"),
  alsoKnownAs: ["55615ac9-af46-4a59-874e-391cc3dfb490"],
  check: eachVault((vault, network) => {
    const isReported = all([
      not(isRecovered(vault)),
      not(deniesByDefault(vault)),
      not(disablesPublicAccess(vault)),
    ]);
    if (vault.kind !== "vault" || isReported !== "yes") return [];
    return finding(vault, {
      fact: { kind: "KV701", property: spellingOf(vault.defaultAction) },
      span: placeOfSetting(vault, vault.defaultAction),
      fixes: [...denyByDefault(vault, network, true), ...disablePublicAccess(vault, network, false)],
    });
  }),
};
