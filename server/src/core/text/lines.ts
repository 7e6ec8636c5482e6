/** The white space at the beginning of the line that holds an offset. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (end < offset && isBlank(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isLineEnd(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Where the line that holds an offset ends, its line end not counted. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/** Whether there is nothing but white space between two offsets. */
export function isBlankBetween(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === "";
}

export function hasLineEnd(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isLineEnd(text.charCodeAt(at))) return true;
  return false;
}

/** Whether a character is a space or a tab, or one of the other spaces that editors leave behind. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xfeff || code === 0xa0;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

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
