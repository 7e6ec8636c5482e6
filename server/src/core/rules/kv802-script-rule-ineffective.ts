import { defaultAction, isCertainly, publicAccess } from "../access/effective.ts";
import type { Vault } from "../network/network.ts";
import { placeOfSetting } from "../network/places.ts";
import type { ChangedVault } from "../services/consumers/script-changes.ts";
import { changedVaultsIn } from "../services/consumers/script-changes.ts";
import { finding } from "./finding.ts";
import type { Finding, Related, Rule } from "./rule.ts";

/** Scripts in templates are found here, pipelines and scripts beside them when these are read (`workspace/outside`). */
export const scriptRuleIneffective: Rule = {
  code: "KV802",
  name: "script-rule-ineffective",
  severity: "warning",
  onByDefault: true,
  fixable: false,
  summary: "A script or pipeline adds a network rule that has no effect on the vault.",
  why: `Network rules only apply while public network access is enabled and the default action is *Deny*. A script that adds a rule to a
vault with disabled public access opens nothing, so its later calls fail with 403. On a vault whose default action is *Allow*, any address
is allowed with or without the rule. \`az keyvault create\` with \`--network-acls-ips\` or \`--network-acls-vnets\`, but without
\`--default-action Deny\`, creates a vault that is open: the default action is *Allow* then. The same applies to
\`New-AzKeyVaultNetworkRuleSetObject\` without \`-DefaultAction Deny\`.`,
  fix: `Set the default action to *Deny* where the rule is meant to restrict access. If public access is disabled on purpose, run the calls on
a machine in a network with a private endpoint, or enable public access for the duration of the job.`,
  references: [
    "https://learn.microsoft.com/azure/key-vault/general/network-security",
    "https://learn.microsoft.com/cli/azure/keyvault#az-keyvault-create",
    "https://learn.microsoft.com/powershell/module/az.keyvault/new-azkeyvaultnetworkrulesetobject",
  ],
  alsoKnownAs: [],
  check: (network) => changedVaultsIn(network).flatMap(ineffective),
};

function ineffective({ vault, adding }: ChangedVault): readonly Finding[] {
  const why = whyIneffective(vault);
  if (why === null) return [];
  const related: Related =
    why === "disabled"
      ? { fact: { kind: "disabled" }, span: placeOfSetting(vault, vault.publicNetworkAccess) }
      : { fact: { kind: "opens" }, span: placeOfSetting(vault, vault.defaultAction) };
  return adding.map((span) => finding(vault, { fact: { kind: "KV802", why }, span, related: [related] }));
}

function whyIneffective(vault: Vault): "disabled" | "default-allow" | null {
  const access = publicAccess(vault);
  if (isCertainly(access, "Disabled")) return "disabled";
  return isCertainly(access, "Enabled") && isCertainly(defaultAction(vault), "Allow")
    ? "default-allow"
    : null;
}
