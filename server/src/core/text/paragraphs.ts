import { lineEnd } from "./lines.ts";
import type { Replacement } from "./replacement.ts";

/** Inserts paragraphs behind the line that holds an offset, with a blank line around each. */
export function paragraphsBehind(
  text: string,
  offset: number,
  paragraphs: readonly string[],
  newline: string,
): Replacement {
  const at = lineEnd(text, offset);
  const isFollowed = /^(?:\r\n|\r|\n)[ \t]*[^\s]/.test(text.slice(at));
  const inserted = paragraphs.map((each) => newline + newline + each).join("");
  return { start: at, end: at, text: inserted + (isFollowed ? newline : "") };
}
