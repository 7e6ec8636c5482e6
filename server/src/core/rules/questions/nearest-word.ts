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
  const folded = written.toLowerCase();
  const synonym = synonyms.get(folded);
  if (synonym !== undefined && words.includes(synonym)) return synonym;
  const held = words.filter((word) => folded.split(/\W+/).includes(word.toLowerCase()));
  if (held.length === 1) return held[0] ?? null;
  const alike = words.filter((word) => word.slice(0, 3).toLowerCase() === folded.slice(0, 3));
  if (alike.length === 1) return alike[0] ?? null;
  return nearestBySpelling(folded, words);
}

/** A third of the letters may differ; if two values are equally close, there is no answer. */
function nearestBySpelling(folded: string, words: readonly string[]): string | null {
  const ranked = words
    .map((word) => ({ word, distance: distanceOf(folded, word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best, second] = ranked;
  if (!best || best.distance > best.word.length / 3) return null;
  return second?.distance === best.distance ? null : best.word;
}

/** The Levenshtein distance. Long strings do not count as misspelled values. */
function distanceOf(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > b.length) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
