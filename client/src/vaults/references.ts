import type { LinkedResult, VaultResult } from "../../../server/src/protocol.ts";

/** A vault that a root only looks up, and the declaration that it is. */
export type Reference = VaultResult & { readonly linkedTo: LinkedResult };

/** The vaults that have rows of their own, and the references to each of them, which are shown beneath. */
export interface Sorted {
  readonly vaults: readonly VaultResult[];
  readonly referencesTo: (vault: VaultResult) => readonly Reference[];
}

/** Sorts out the references to vaults of other roots. One whose declaration is not among these vaults has a row of its own. */
export function sortReferences(all: readonly VaultResult[]): Sorted {
  const byPlace = new Map<string, Reference[]>();
  for (const each of all) {
    if (!isReference(each)) continue;
    const key = placeKey(each.linkedTo);
    const before = byPlace.get(key);
    if (before) before.push(each);
    else byPlace.set(key, [each]);
  }
  const referencesTo = (vault: VaultResult): readonly Reference[] =>
    (byPlace.get(placeKey(vault)) ?? []).filter(
      ({ linkedTo: { environment } }) => environment === null || environment === vault.environment,
    );
  const beneath = new Set<VaultResult>(all.flatMap(referencesTo));
  return { vaults: all.filter((each) => !beneath.has(each)), referencesTo };
}

function isReference(vault: VaultResult): vault is Reference {
  return vault.linkedTo !== null;
}

function placeKey({
  root,
  uri,
  range,
  module,
  symbol,
}: Omit<LinkedResult, "environment" | "certain">): string {
  return JSON.stringify([root, uri, range.start, module, symbol]);
}
