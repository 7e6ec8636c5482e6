import type { VaultReference } from "../../server/src/protocol/names.ts";

/** Identifies a vault in the IDs of rows, regardless of the environment. */
export function vaultId({ root, key }: VaultReference): string {
  return `${root}|${key}`;
}
