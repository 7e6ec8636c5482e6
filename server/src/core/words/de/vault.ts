import { type VaultLabel, withGaps } from "../../access/vault-label.ts";

/** `'kv-shop'`, oder `Key Vault 'vaultName'`, wo ARM-JSON den Namen aus einem unbekannten Parameter oder einer Variablen nimmt. */
export function sayVault({ name, symbol, namedBy }: VaultLabel): string {
  if (name === null && namedBy !== null) return `Key Vault '${namedBy}'`;
  const known = name === null ? symbol : withGaps(name);
  return known === "" ? "dem Key Vault" : `'${known}'`;
}
