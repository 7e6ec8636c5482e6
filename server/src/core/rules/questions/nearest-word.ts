import { nearestSpelling } from "../../text/nearest-spelling.ts";
import { foldWord } from "../../text/fold.ts";

/** Synonyms of Azure's values, as other services and switches use them. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ["true", "Enabled"],
  ["false", "Disabled"],
  ["yes", "Enabled"],
  ["no", "Disabled"],
  ["on", "Enabled"],
  ["off", "Disabled"],
  ["block", "Deny"],
  ["accept", "Allow"],
]);

/** The value that was probably intended; null if none is close enough. */
export function nearestWord(written: string, words: readonly string[]): string | null {
  const folded = foldWord(written);
  const synonym = synonyms.get(folded);
  if (synonym !== undefined && words.includes(synonym)) return synonym;
  const held = words.filter((word) => folded.split(/\W+/).includes(foldWord(word)));
  if (held.length === 1) return held[0] ?? null;
  const alike = words.filter((word) => foldWord(word.slice(0, 3)) === folded.slice(0, 3));
  if (alike.length === 1) return alike[0] ?? null;
  return nearestSpelling(folded, words);
}
