import { type Sentence, countVaults, type VaultCount } from "../../server/src/protocol.ts";
import type { VaultResult } from "../../server/src/protocol/vaults.ts";

/**
 * One of the extension's texts with its parts filled in, `{0}` being the first, in the language of the window. Parts
 * that come from templates or from the server stay as they are.
 */
export type Say = (text: string, ...parts: readonly (Sentence | number)[]) => string;

/** Marks a text that is used later, so that it is extracted for translation. */
export function toSay(text: string): string {
  return text;
}

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
