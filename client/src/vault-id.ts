import type { VaultReference } from "../../server/src/protocol.ts";

/** Names a vault in the ids of rows, whatever the environment. */
export function vaultId({ root, key }: VaultReference): string {
  return `${root}|${key}`;
}
