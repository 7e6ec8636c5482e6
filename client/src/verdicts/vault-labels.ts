import type { VerdictResult } from "../../../server/src/protocol.ts";
import { groupsBy } from "../agreement.ts";
import { fileName } from "../places.ts";
import { vaultId } from "../vault-id.ts";
import type { Called } from "../vault-name.ts";
import { commonName } from "../vault-name.ts";

type Named = Pick<VerdictResult, "vault" | "vaultName" | "namedBy" | "module" | "root" | "key" | "uri">;

/**
 * Gives every vault a label: its name, or its symbol if the name is not known or differs between environments. Vaults
 * with the same label are distinguished by module or file.
 */
export function vaultLabels(vaults: readonly Named[]): (vault: Named) => string {
  const names = new Map(groupsBy(vaults, vaultId).map((own) => [vaultId(own[0]), commonName(named(own))]));
  const counts = new Map<string, number>();
  for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (vault) => {
    const name = names.get(vaultId(vault)) ?? vault.vault;
    return (counts.get(name) ?? 0) > 1 ? `${name} (${vault.module ?? fileName(vault.uri)})` : name;
  };
}

function named([first, ...others]: readonly [Named, ...Named[]]): readonly [Called, ...Called[]] {
  const called = ({ vault, vaultName, namedBy }: Named): Called => ({
    name: vaultName,
    symbol: vault,
    namedBy,
  });
  return [called(first), ...others.map(called)];
}
