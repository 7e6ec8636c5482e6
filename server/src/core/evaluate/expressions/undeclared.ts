import { dictOf, isText, textOf } from "../values/plain.ts";
import { splitText } from "../instances/resource-id.ts";
import { uriPieces } from "./runtime-view.ts";
import { textPieces } from "../values/text-pieces.ts";
import { type Cause, type Known, known, unknown, type Value } from "../values/value.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * What follows from the id alone of a vault, or of a secret or key in one, that the template does not declare: its URI, with
 * all else open. Null for the id of anything else. (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates)
 */
export function propertiesById(
  { value, origin }: Known,
  because: readonly Cause[],
  symbol: string | null,
): Value | null {
  const segments = typeof value === "string" || isText(value) ? splitText(value, origin) : [];
  const at = segments.findLastIndex((segment) => isWord(segment, "microsoft.keyvault"));
  const [type, vault, kind, name, ...rest] = segments.slice(at + 1);
  if (at < 0 || !type || !isWord(type, "vaults") || !vault || rest.length > 0) return null;
  const base = uriPieces(vault, origin);
  const open = (entries: readonly (readonly [string, Value])[]): Value =>
    known({ ...dictOf(entries, because), symbol }, origin);
  if (!kind) return open([["vaultUri", known(textOf(base), origin)]]);
  const what = contents.find((each) => isWord(kind, `${each}s`));
  if (!what || !name) return null;
  const uri = [...base, `${what}s/`, ...textPieces(name)];
  const version = unknown(because, origin, symbol === null ? null : `${symbol}.version`);
  return open([
    [`${what}Uri`, known(textOf(uri), origin)],
    [`${what}UriWithVersion`, known(textOf([...uri, "/", version]), origin)],
  ]);
}

const contents = ["secret", "key"] as const;

function isWord(segment: Value, word: string): boolean {
  return segment.kind === "known" && typeof segment.value === "string" && foldWord(segment.value) === word;
}
