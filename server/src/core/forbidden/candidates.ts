import type { AdviceFact } from "../access/refusal.ts";
import { labelOf, type VaultLabel } from "../access/vault-label.ts";
import { ownVaults, type VaultAcrossWorlds, type World } from "../access/worlds.ts";
import { isNamed } from "../network/ids/vault-uri.ts";
import type { Truth } from "../logic/truth.ts";
import type { DocumentId, Span } from "../text/document.ts";

/** A root with its networks. */
export interface KnownRoot {
  readonly root: DocumentId;
  /** Null if defaults count. */
  readonly environment: string | null;
  readonly worlds: readonly World[];
  /** It looks like a module, and nothing calls it. */
  readonly isUncalled?: boolean;
}

export interface VaultCandidate {
  readonly root: DocumentId;
  /** Null if defaults count. */
  readonly environment: string | null;
  readonly key: string;
  readonly symbol: string;
  readonly isUncalled: boolean;
}

/** The vault that the user chose, in all its environments unless one is named. */
export type Meant = Pick<VaultCandidate, "root" | "key"> & Partial<Pick<VaultCandidate, "environment">>;

/** A vault of a root that may be meant. */
export interface Found extends KnownRoot {
  readonly across: VaultAcrossWorlds;
}

/**
 * The declared vaults of a name; if there is none, those whose name is not known in full and may be that, and last those of modules that
 * nothing calls. The vault that the user means is the only one.
 */
export function declaredCandidates(
  name: string | null,
  roots: readonly KnownRoot[],
  meant: Meant | undefined,
): readonly Found[] {
  const all = vaultsOf(roots);
  if (meant) return all.filter((each) => isMeant(each, meant));
  const declared = all.filter(({ across: { vault } }) => !vault.existing && vault.state === null);
  return bestNamed(declared, name);
}

/** Whether a vault is the one of a log and not only one that it may be. */
export function isCertain({ across: { vault } }: Found, name: string | null, meant?: Meant): boolean {
  return meant !== undefined || (name !== null && isNamed(vault, name) === "yes");
}

/** What to say of vaults that may be the one of a log; nothing of the one that is. */
export function aboutCandidates(
  found: readonly Found[],
  name: string | null,
  meant?: Meant,
): readonly AdviceFact[] {
  const among = likely(found);
  if (among.length === 0 || found.some((each) => isCertain(each, name, meant))) return [];
  const uncalled = found.filter((each) => !among.includes(each));
  return [{ kind: "candidates", vault: name, among: labelsOf(among), uncalled: labelsOf(uncalled) }];
}

function labelsOf(found: readonly Found[]): readonly VaultLabel[] {
  const labels = found.map(
    ({ root, across: { vault } }) => [placeOf(root, vault.label), labelOf(vault)] as const,
  );
  return [...new Map(labels).values()];
}

/** Those that count: a module that nothing calls may declare any vault, so it counts only where nothing else does. */
export function likely<T extends Pick<KnownRoot, "isUncalled">>(found: readonly T[]): readonly T[] {
  const called = found.filter(({ isUncalled = false }) => !isUncalled);
  return called.length > 0 ? called : found;
}

/** The same with what other templates only look up of these vaults, because their callers may be declared there. */
export function candidatesWithLookups(
  name: string | null,
  roots: readonly KnownRoot[],
  meant: Meant | undefined,
): readonly Found[] {
  const all = vaultsOf(roots);
  const known = all.filter(({ across: { vault } }) => vault.state === null);
  const found = meant ? all.filter((each) => isMeant(each, meant)) : bestNamed(known, name);
  const places = new Set(found.map(({ root, across }) => placeOf(root, across.vault.label)));
  const lookups = known.filter(({ across: { vault } }) => {
    const { linked } = vault;
    return linked !== null && places.has(placeOf(linked.root, linked.label));
  });
  return uncalledLast([...new Set([...found, ...lookups])]);
}

function placeOf(root: DocumentId, { document, start }: Span): string {
  return JSON.stringify([root, document, start]);
}

function vaultsOf(roots: readonly KnownRoot[]): readonly Found[] {
  return roots.flatMap((each) => ownVaults(each.worlds).map((across) => ({ ...each, across })));
}

function bestNamed(vaults: readonly Found[], name: string | null): readonly Found[] {
  if (name === null) return uncalledLast(vaults);
  const named = (answer: Truth): readonly Found[] =>
    vaults.filter(({ across }) => isNamed(across.vault, name) === answer);
  const certain = named("yes");
  return uncalledLast(certain.length > 0 ? certain : named("maybe"));
}

function uncalledLast(found: readonly Found[]): readonly Found[] {
  const first = new Set(likely(found));
  return [...first, ...found.filter((each) => !first.has(each))];
}

function isMeant({ root, environment, across }: Found, meant: Meant): boolean {
  const isThere = root === meant.root && across.key === meant.key;
  return isThere && (meant.environment === undefined || environment === meant.environment);
}

/** As candidates are reported. */
export function showCandidate({ root, environment, across, isUncalled = false }: Found): VaultCandidate {
  return { root, environment, key: across.key, symbol: across.vault.symbol, isUncalled };
}
