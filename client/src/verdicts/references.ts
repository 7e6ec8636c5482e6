import {
  type Folded,
  foldReferences,
  type LinkedResult,
  type Location,
  referencedName,
  repeatsVerdicts,
  type VaultReference,
  type VaultResult,
  type VerdictResult,
} from "../../../server/src/protocol.ts";
import { groupsBy } from "../agreement.ts";
import { fileName, folderName } from "../places.ts";
import type { Say } from "../say.ts";
import { textRow } from "../tree/text-row.ts";
import type { TreeNode } from "../tree/tree-node.ts";
import { vaultId } from "../vault-id.ts";

/** Vaults, with the lookups of other roots beneath the ones that they refer to. */
export function foldVaults(all: readonly VaultResult[]): Folded<VaultResult> {
  return foldReferences(all, (vault) => ({
    id: placeKey(vault),
    environment: vault.environment,
    to: vault.linkedTo && { id: placeKey(vault.linkedTo), environment: vault.linkedTo.environment },
    referenced: referencedName(vault),
  }));
}

/** Verdicts on one source, without those of lookups that repeat the ones of the declaration. */
export function foldVerdicts(all: readonly VerdictResult[]): Folded<VerdictResult> {
  const read = (verdict: VerdictResult) => ({
    id: placeKey({ ...verdict, symbol: verdict.vault }),
    environment: verdict.environment,
    to: verdict.linkedTo && { id: placeKey(verdict.linkedTo), environment: verdict.linkedTo.environment },
  });
  return foldReferences(all, read, repeatsVerdicts);
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

function placeKey({
  root,
  uri,
  range,
  module,
  symbol,
}: Pick<LinkedResult, "root" | "uri" | "range" | "module" | "symbol">): string {
  return JSON.stringify([root, uri, range.start, module, symbol]);
}
