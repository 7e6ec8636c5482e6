import { learn, type Rule } from "./rule.ts";

/** Found where all scripts of a repository are known, those in templates among them (`workspace/outside`). */
export const scriptRuleIneffective: Rule = {
  code: "KV802",
  name: "script-rule-ineffective",
  severity: "warning",
  references: [
    ...learn("key-vault/general/network-security"),
    "https://learn.microsoft.com/cli/azure/keyvault#az-keyvault-create",
    "https://learn.microsoft.com/powershell/module/az.keyvault/new-azkeyvaultnetworkrulesetobject",
  ],
  check: () => [],
};
