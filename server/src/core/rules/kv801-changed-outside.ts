import { heldScripts } from "../services/consumers/script-changes.ts";
import type { Vault } from "../network/network.ts";
import type { ScriptChange } from "../services/consumers/script-vaults.ts";
import type { Span } from "../text/document.ts";
import { type Finding, type Rule, finding } from "./rule.ts";

/** Scripts in templates are found here, pipelines and scripts beside them when these are read (`workspace/outside`). */
export const changedOutside: Rule = {
  code: "KV801",
  name: "changed-outside",
  severity: "info",
  summary:
    "A script or pipeline of the repository changes the network settings of a vault that a template declares.",
  why: `A template is not the only place that decides who can reach a vault. Scripts, also those in templates, and pipelines can add and remove rules
(\`az keyvault network-rule add\`, \`Add-AzKeyVaultNetworkRule\`) and change the default action or public network access
(\`az keyvault update\`). Until the next deployment, the vault is configured differently than the template says. The next deployment of
the template may remove what was added.`,
  fix: `Declare in the template what is meant to stay. For access during a run only, make sure that the same job removes it again. To accept the
change, write \`keyvault-network-ignore KV801: reason\` at the vault.`,
  references: [
    "https://learn.microsoft.com/cli/azure/keyvault/network-rule",
    "https://learn.microsoft.com/powershell/module/az.keyvault/add-azkeyvaultnetworkrule",
  ],
  check: (network) =>
    heldScripts(network).flatMap(({ changes, exists, span }) =>
      exists === "yes" ? vaultsIn(changes).map((vault) => changed(vault, span)) : [],
    ),
};

function vaultsIn(changes: readonly ScriptChange[]): readonly Vault[] {
  const declared = changes.flatMap(({ vault }) => (vault.kind === "declared" ? [vault.to] : []));
  return [...new Set(declared)].filter(({ existing }) => !existing);
}

function changed(vault: Vault, script: Span): Finding {
  return finding(vault, {
    fact: { kind: "KV801" },
    span: vault.label,
    related: [{ fact: { kind: "changed-here" }, span: script }],
  });
}
