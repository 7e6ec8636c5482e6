import { withGaps } from "../../access/shown-names.ts";
import { type VaultLabel } from "../../access/vault-label.ts";

/** `'kv-shop'`, or `vault 'vaultName'` where ARM JSON takes its name from a parameter or variable that is not known. */
export function sayVault({ name, symbol, namedBy }: VaultLabel): string {
  const known = name === null ? "" : withGaps(name);
  if (known === "" && namedBy !== null) return `vault '${namedBy}'`;
  const shown = known === "" ? symbol : known;
  return shown === "" ? "the vault" : `'${shown}'`;
}
