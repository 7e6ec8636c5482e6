import type { VaultReference } from "../../server/src/protocol.ts";

/**
 * Names a vault in the ids of rows for as long as it is called the same. Its key ends with its place, which moves with the text:
 * rows would fold up while somebody types above it.
 */
export function vaultId({ root, key }: VaultReference): string {
  return `${root}|${key.replace(/#\d+-\d+$/, "")}`;
}
