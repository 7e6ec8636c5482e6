import { ownVaults, type VaultAcrossWorlds } from "../access/worlds.ts";
import { vaultNameKey } from "../network/writes/writes.ts";
import type { ComparedRoot } from "./compared-callers.ts";

/** A vault of one side of a comparison. */
export interface ComparedVault {
  readonly side: ComparedRoot;
  readonly across: VaultAcrossWorlds;
}

/** A vault on both sides, or on the only one that has it. */
export interface VaultPair {
  readonly before: ComparedVault | null;
  readonly after: ComparedVault | null;
}

/**
 * Pairs the vaults of two states of some templates. No two vaults of Azure have the same name
 * (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#vault-name-and-object-name), so one of the same known
 * name is the same vault, wherever it is declared; one of the same symbol is so unless both names are known and differ.
 */
export function pairVaults(
  before: readonly ComparedRoot[],
  after: readonly ComparedRoot[],
): readonly VaultPair[] {
  const free = new Set(vaultsOf(before));
  const pairs = new Map<ComparedVault, ComparedVault>();
  const now = vaultsOf(after);
  for (const likeness of likenesses) {
    const found = new Map([...free].reverse().map((each) => [likeness(each), each]));
    for (const each of now) {
      const key = pairs.has(each) ? null : likeness(each);
      const same = key === null ? undefined : found.get(key);
      if (!same || !free.has(same) || areNamedOtherwise(each, same)) continue;
      pairs.set(each, same);
      free.delete(same);
    }
  }
  return [
    ...now.map((each) => ({ before: pairs.get(each) ?? null, after: each })),
    ...[...free].map((each) => ({ before: each, after: null })),
  ];
}

function vaultsOf(roots: readonly ComparedRoot[]): readonly ComparedVault[] {
  return roots.flatMap((side) => ownVaults(side.worlds).map((across) => ({ side, across })));
}

/** What two vaults that are the same have in common, the strongest evidence first; null of one that does not have it. */
const likenesses: readonly ((vault: ComparedVault) => string | null)[] = [
  (each) => nameOf(each) && `${declarationOf(each)} ${nameOf(each)}`,
  (each) => nameOf(each) && `${each.side.root} ${nameOf(each)}`,
  nameOf,
  declarationOf,
];

function declarationOf({ side: { root }, across }: ComparedVault): string {
  return JSON.stringify([root, across.key]);
}

/** The name, if it is known, among those of its kind: what is only looked up is not the declaration of its name. */
function nameOf({ across: { vault } }: ComparedVault): string | null {
  const name = vaultNameKey(vault);
  return name === null ? null : `${String(vault.existing)} ${name}`;
}

function areNamedOtherwise({ across: a }: ComparedVault, { across: b }: ComparedVault): boolean {
  const [one, other] = [vaultNameKey(a.vault), vaultNameKey(b.vault)];
  return one !== null && other !== null && one !== other;
}
