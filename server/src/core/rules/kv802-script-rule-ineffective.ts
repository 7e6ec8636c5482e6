import { learn, type Rule } from "./rule.ts";

/** Found where all scripts of a repository are known, those in templates among them (`workspace/outside`). */
export const scriptRuleIneffective: Rule = {
  code: "KV802",
  name: "script-rule-ineffective",
  severity: "warning",
  summary: "A script or pipeline adds a network rule that has no effect on the vault.",
  why: `Network rules only apply while public network access is enabled and the default action is *Deny*. A script that adds a rule to a
vault with disabled public access, or behind an enforced perimeter, opens nothing, so its later calls fail with 403. On a vault whose default action is *Allow*, any address
is allowed with or without the rule. \`az keyvault create\` with \`--network-acls-ips\` or \`--network-acls-vnets\`, but without
\`--default-action Deny\`, creates a vault that is open: the default action is *Allow* then. The same applies to
\`New-AzKeyVaultNetworkRuleSetObject\` without \`-DefaultAction Deny\`.`,
  fix: `Set the default action to *Deny* where the rule is meant to restrict access. If public access is disabled on purpose, run the calls on
a machine in a network with a private endpoint, or enable public access for the duration of the job.`,
  references: [
    ...learn("key-vault/general/network-security"),
    "https://learn.microsoft.com/cli/azure/keyvault#az-keyvault-create",
    "https://learn.microsoft.com/powershell/module/az.keyvault/new-azkeyvaultnetworkrulesetobject",
  ],
  check: () => [],
};
