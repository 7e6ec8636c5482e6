import type { VerdictResult } from "../../../server/src/protocol.ts";
import { fileName } from "../places.ts";
import { vaultName } from "../vault-name.ts";

type Named = Pick<VerdictResult, "vault" | "vaultName" | "module" | "root" | "key" | "uri">;

/** Gives every vault a label: its name, else its symbol; vaults that share one are told apart by module or file. */
export function vaultLabels(vaults: readonly Named[]): (vault: Named) => string {
  const keysByName = new Map<string, Set<string>>();
  for (const vault of vaults) {
    const keys = keysByName.get(nameOf(vault)) ?? new Set();
    keysByName.set(nameOf(vault), keys.add(`${vault.root}|${vault.key}`));
  }
  return (vault) => {
    const name = nameOf(vault);
    const shared = (keysByName.get(name)?.size ?? 0) > 1;
    return shared ? `${name} (${vault.module ?? fileName(vault.uri)})` : name;
  };
}

function nameOf(vault: Named): string {
  return vaultName(vault.vaultName, vault.vault);
}
