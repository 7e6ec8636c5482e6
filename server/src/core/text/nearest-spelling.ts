import { foldWord } from "./fold.ts";
import type { Span } from "./document.ts";

/**
 * The word that a misspelled one is most likely to be: a third of its letters may differ, of short words one. Null if none is close
 * enough, or if two are equally close.
 */
export function nearestSpelling(written: string, words: readonly string[]): string | null {
  const folded = foldWord(written);
  const ranked = words
    .map((word) => ({ word, distance: distanceOf(folded, foldWord(word)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best, second] = ranked;
  if (!best || best.distance > Math.max(1, best.word.length / 3)) return null;
  return second?.distance === best.distance ? null : best.word;
}

/**
 * How many letters are missing, added, replaced or swapped with the next one. Long strings do not count as misspelled words.
 * https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
function distanceOf(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > b.length) return Number.POSITIVE_INFINITY;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwapped ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/** A word that means nothing where it is written, and the one that was probably intended. */
export interface Correction {
  readonly span: Span;
  readonly written: string;
  readonly intended: string;
}
