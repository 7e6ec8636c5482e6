import { type Folded, foldVaults as fold, foldVerdicts as foldAll } from "../../../server/src/protocol.ts";
import type { LinkedResult, VaultResult } from "../../../server/src/protocol/vaults.ts";
import type { Location, VaultReference } from "../../../server/src/protocol/names.ts";
import type { VerdictResult } from "../../../server/src/protocol/verdicts.ts";
import { groupsBy } from "../agreement.ts";
import { fileName, folderName } from "../places.ts";
import type { Say } from "../say.ts";
import { textRow, type TreeNode } from "../tree/tree-node.ts";
import { vaultId } from "../vault-id.ts";

/** Vaults, with the lookups of other roots beneath the ones that they refer to. */
export function foldVaults(all: readonly VaultResult[]): Folded<VaultResult> {
  return fold(all, at);
}

/** Verdicts on one source, without those of lookups that repeat the ones of the declaration. */
export function foldVerdicts(all: readonly VerdictResult[]): Folded<VerdictResult> {
  return foldAll(all, at);
}

function at({ uri, range }: Location): readonly unknown[] {
  return [uri, range.start];
}

/** A lookup of a vault of another root. */
interface Lookup extends Location, VaultReference {
  readonly linkedTo: LinkedResult | null;
}

/** Lookups in several environments, each once. */
export function distinctLookups<T extends Lookup>(lookups: readonly T[]): readonly T[] {
  return groupsBy(lookups, vaultId).map(([first]) => first);
}

/** "app/main.tf, probably this vault". */
export function sayLookup(say: Say, { uri, linkedTo }: Lookup): string {
  const where = `${folderName(uri)}/${fileName(uri)}`;
  return linkedTo?.certain !== false ? where : say("{0}, probably this vault", where);
}

/** A row with a row for each lookup of a vault; none without lookups. */
export function referenceRows<T extends Lookup>(
  say: Say,
  lookups: readonly T[],
  id: string,
  { symbolOf, childrenOf = () => [] }: RowParts<T>,
): readonly TreeNode[] {
  if (lookups.length === 0) return [];
  const children = lookups.map((lookup) => {
    const own = `${id}|references|${vaultId(lookup)}`;
    const row = textRow(own, symbolOf(lookup), sayLookup(say, lookup), lookup);
    return { ...row, icon: { name: "references" }, children: childrenOf(lookup, own) };
  });
  return [{ ...textRow(`${id}|references`, say("References"), String(lookups.length), null), children }];
}

/** What a row of a lookup shows besides its place. */
interface RowParts<T> {
  readonly symbolOf: (lookup: T) => string;
  readonly childrenOf?: (lookup: T, id: string) => readonly TreeNode[];
}
