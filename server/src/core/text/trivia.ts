import { lineEnd } from "./lines.ts";

/** White space; the byte order mark counts, and so do the other spaces that editors leave behind. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff || code === 0xa0;
}

/** Where the comment that starts here ends: before the line end, or behind the closing marker; null when none starts. */
export function commentEnd(text: string, at: number): number | null {
  if (text.charCodeAt(at) !== 47) return null;
  if (text.charCodeAt(at + 1) === 47) return lineEnd(text, at + 2);
  if (text.charCodeAt(at + 1) !== 42) return null;
  const close = text.indexOf("*/", at + 2);
  return close < 0 ? text.length : close + 2;
}
