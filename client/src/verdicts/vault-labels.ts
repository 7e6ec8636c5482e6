import type { VerdictResult } from "../../../server/src/protocol/verdicts.ts";
import { groupsBy } from "../agreement.ts";
import { fileName, folderName } from "../places.ts";
import { vaultId } from "../vault-id.ts";
import { type Called, commonName } from "../vault-name.ts";

type Named = Pick<VerdictResult, "vault" | "vaultName" | "namedBy" | "module" | "root" | "key" | "uri">;

/**
 * Gives every vault a label: its name, or its symbol if the name is not known or differs between environments. Vaults
 * with the same label are distinguished by module or file, or by folder if their files have the same name.
 */
export function vaultLabels(vaults: readonly Named[]): (vault: Named) => string {
  const names = new Map(groupsBy(vaults, vaultId).map((own) => [vaultId(own[0]), commonName(named(own))]));
  const nameOf = (vault: Named): string => names.get(vaultId(vault)) ?? vault.vault;
  const firsts = groupsBy(vaults, vaultId).map(([first]) => first);
  const alike = new Map(groupsBy(firsts, nameOf).map((own) => [nameOf(own[0]), own]));
  return (vault) => {
    const name = nameOf(vault);
    const others = alike.get(name) ?? [];
    return others.length > 1 ? `${name} (${vault.module ?? whereOf(vault, others)})` : name;
  };
}

/** The name of the file; that of the folder if files of others have the same name. */
function whereOf({ uri }: Named, among: readonly Named[]): string {
  const files = new Set(among.filter(({ module }) => module === null).map((each) => each.uri));
  const isShared = [...files].some((each) => each !== uri && fileName(each) === fileName(uri));
  return isShared ? folderName(uri) : fileName(uri);
}

function named([first, ...others]: readonly [Named, ...Named[]]): readonly [Called, ...Called[]] {
  const called = ({ vault, vaultName, namedBy }: Named): Called => ({
    name: vaultName,
    symbol: vault,
    namedBy,
  });
  return [called(first), ...others.map(called)];
}
