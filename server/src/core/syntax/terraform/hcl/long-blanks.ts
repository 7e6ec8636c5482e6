import type { Range } from "web-tree-sitter";

/**
 * Long runs of blanks and line ends, of which the parser sees the first and the last only: behind a name it takes time in the square of their number, on
 * valid text as well. Where they are the content of a text, that is read from the document itself.
 */
const longRuns = /(?<![ \t\r\n\f\v])[ \t\r\n\f\v]{65,}/g;
const kept = 32;

/** What of a text the parser is to read; undefined for all of it. */
export function rangesToParse(text: string): Range[] | undefined {
  const cuts = [...text.matchAll(longRuns)].map(({ index, 0: run }) => ({
    start: index + kept,
    end: index + run.length - kept,
  }));
  if (cuts.length === 0) return undefined;
  const starts = [0, ...cuts.map(({ end }) => end)];
  const ends = [...cuts.map(({ start }) => start), text.length];
  return starts.map((startIndex, index) => ({
    startIndex,
    endIndex: ends[index] ?? text.length,
    // Line numbers are not needed here.
    startPosition: { row: 0, column: 0 },
    endPosition: { row: 0, column: 0 },
  }));
}
