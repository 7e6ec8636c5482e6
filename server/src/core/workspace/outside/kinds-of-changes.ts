import { memoize } from "../../logic/memoize.ts";
import { listedRules, mayRemoveRules, maySwitchOff, type VaultAccess } from "../../outside/access.ts";
import type { PlacedCall } from "./timeline.ts";

// Each call is compared with the changes of some kind: those of a list are found once.

/** Those that may set back what opened vaults to any address. */
export const switchesOff = kindOf(maySwitchOff);
export const removals = kindOf(mayRemoveRules);
export const deployments = kindOf(({ kind }) => kind === "deploy");
export const listings = kindOf((access) => listedRules(access) !== null);
/** Those that write settings, which decide whether rules apply. */
export const settings = kindOf(({ kind }) => kind === "update" || kind === "create");

function kindOf(
  isMeant: (access: VaultAccess) => boolean,
): (changes: readonly PlacedCall[]) => readonly PlacedCall[] {
  return memoize((changes: readonly PlacedCall[]) => changes.filter(({ call }) => isMeant(call.access)));
}
