import { withGaps } from "../../access/shown-names.ts";
import { type VaultLabel } from "../../access/vault-label.ts";

/** `'kv-shop'`, or `vault 'vaultName'` where ARM JSON takes its name from a parameter or variable that is not known. */
export function sayVault({ name, symbol, namedBy }: VaultLabel): string {
  if (name === null && namedBy !== null) return `vault '${namedBy}'`;
  const known = name === null ? symbol : withGaps(name);
  return known === "" ? "the vault" : `'${known}'`;
}
