import { countVaults, type VaultCount } from "../../server/src/protocol.ts";
import type { VaultResult } from "../../server/src/protocol/vaults.ts";
import type { Say } from "./say.ts";

/** "2 vaults, 3 referenced, 1 deployed or planned", of a list that has each vault once. */
export function sayVaults(
  say: Say,
  vaults: VaultCount | readonly Pick<VaultResult, "existing" | "state">[],
): string {
  const { declared, referenced, inStates } = "declared" in vaults ? vaults : countVaults(vaults);
  return [
    declared === 1 ? say("1 vault") : say("{0} vaults", declared),
    ...(referenced > 0 ? [say("{0} referenced", referenced)] : []),
    ...(inStates > 0 ? [say("{0} deployed or planned", inStates)] : []),
  ].join(", ");
}

export function hasNone(vaults: VaultCount): boolean {
  return Object.values(vaults).every((count) => count === 0);
}
