import { type VaultAcrossWorlds, ownVaults, type World } from "../access/worlds.ts";
import type { DocumentId } from "../text/document.ts";
import type { AccessFile, AccessTest } from "./access-file.ts";
import type { JudgedRoot, JudgeOptions } from "./judged-environment.ts";
import { namedBy, possibleNames } from "../access/vault-label.ts";
import { matchesStars } from "../text/stars.ts";
import { foldName } from "../text/fold.ts";

/** The vaults of roots that a test is about. */
export function cellsOf(
  { to }: AccessTest,
  file: Pick<AccessFile, "document">,
  roots: readonly JudgedRoot[],
  options: Pick<JudgeOptions, "resolve">,
): readonly VaultAcrossWorlds[] {
  const found = to.flatMap(({ value }) => vaultsNamed(value, file, roots, options));
  return [...new Set(found)];
}

/**
 * The vaults that a pattern names. One that is only looked up says nothing of its own network, so it is meant only where no
 * template declares one of that name.
 */
export function vaultsNamed(
  pattern: string,
  { document }: Pick<AccessFile, "document">,
  roots: readonly JudgedRoot[],
  { resolve }: Pick<JudgeOptions, "resolve">,
): readonly VaultAcrossWorlds[] {
  const hash = pattern.indexOf("#");
  const place = hash < 0 ? null : resolve(document, pattern.slice(0, hash));
  const name = hash < 0 ? pattern : pattern.slice(hash + 1);
  const found = roots
    .flatMap(({ root, worlds }) => vaultsMeant([name], worlds).map((across) => ({ root, across })))
    .filter(({ root, across }) => place === null || isAt(place, root, across))
    .map(({ across }) => across)
    .filter(({ exists }) => exists !== "no");
  const declared = found.filter(({ vault }) => !vault.existing);
  return declared.length > 0 ? declared : found;
}

/** Whether a path names the root, its folder, or the file that declares the vault. */
function isAt(place: DocumentId, root: DocumentId, { vault }: VaultAcrossWorlds): boolean {
  return place === root || `${place}/` === root || place === vault.label.document;
}

/** The vaults of a root that patterns mean. */
export function vaultsMeant(
  patterns: readonly string[],
  worlds: readonly World[],
): readonly VaultAcrossWorlds[] {
  const isMeant = vaultFilter(patterns);
  return ownVaults(worlds).filter(isMeant);
}

/**
 * Whether a vault is one of those that patterns mean: by its symbol or a name that it may have, or in ARM JSON by the parameter or variable that its
 * name is taken from, with `*` for any characters and without case. Without patterns every vault is meant; an empty pattern means none.
 */
function vaultFilter(patterns: readonly string[]): (across: VaultAcrossWorlds) => boolean {
  if (patterns.length === 0) return () => true;
  const wanted = patterns.filter((pattern) => pattern !== "").map((pattern) => foldName(pattern));
  const isMeant = (called: string): boolean =>
    wanted.some((pattern) => pattern === called || matchesStars(called, pattern));
  return ({ vault }) =>
    [vault.symbol, ...possibleNames(vault), namedBy(vault.symbol)].some(
      (called) => called !== null && isMeant(foldName(called)),
    );
}
