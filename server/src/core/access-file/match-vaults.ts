import { namedBy, possibleNames } from "../access/vault-label.ts";
import { ownVaults, type VaultAcrossWorlds, type World } from "../access/worlds.ts";
import { matchesStars } from "../text/stars.ts";
import { foldName } from "../text/fold.ts";

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
