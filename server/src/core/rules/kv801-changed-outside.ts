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
