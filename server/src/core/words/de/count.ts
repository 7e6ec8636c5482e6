import { withGaps } from "../../access/shown-names.ts";
import { type VaultLabel } from "../../access/vault-label.ts";
import { inGroups } from "../../text/digits.ts";
import { enumerate } from "../../text/list.ts";

/** „1 Adresse“, „1.000 Adressen“. */
export function count(number: number, one: string, several: string): string {
  return `${inDigits(number)} ${number === 1 ? one : several}`;
}

export function inDigits(number: number): string {
  return inGroups(number, ".");
}

/** „Beide“, „Alle 3“. */
export function sayAll(number: number): string {
  return number === 2 ? "Beide" : `Alle ${inDigits(number)}`;
}

/** „app“ oder „app und 2 weitere“. */
export function andMore(first: string, more: number): string {
  return more === 0 ? first : `${first} und ${inDigits(more)} weitere`;
}

/** „a, b und c“. */
export function listAnd(words: Iterable<string>): string {
  return enumerate(words, " und");
}

/** „a, b oder c“. */
export function listOr(words: Iterable<string>): string {
  return enumerate(words, " oder");
}

/** `'kv-shop'`, oder `Key Vault 'vaultName'`, wo ARM-JSON den Namen aus einem unbekannten Parameter oder einer Variablen nimmt. */
export function sayVault({ name, symbol, namedBy }: VaultLabel): string {
  const known = name === null ? "" : withGaps(name);
  if (known === "" && namedBy !== null) return `Key Vault '${namedBy}'`;
  const shown = known === "" ? symbol : known;
  return shown === "" ? "dem Key Vault" : `'${shown}'`;
}
