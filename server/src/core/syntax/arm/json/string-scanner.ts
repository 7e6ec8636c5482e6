import type { JsonString } from "./node.ts";

const quote = 34;
const backslash = 92;

export interface ScannedString {
  readonly node: JsonString;
  readonly closed: boolean;
}

/**
 * Scans strings. Azure lets a string run over several lines
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#multi-line-strings), but a line that ends
 * inside a string is more often one that is still being typed. It is taken as a string of several lines when the quote that
 * would close it is followed by what may follow a value.
 */
export class StringScanner {
  readonly #text: string;
  /** Strings of several lines that start before this offset are known not to end well; keeps the search linear. */
  #hopelessBefore = -1;
  #foundLong = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether a string with a line end in it was found. */
  get foundLong(): boolean {
    return this.#foundLong;
  }

  /** The string whose opening quote is at `start`; an unclosed string ends with its line. */
  scan(start: number): ScannedString {
    const text = this.#text;
    let escaped = false;
    let at = start + 1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) return { node: this.#node(start, at + 1, at, escaped), closed: true };
      if (code === backslash) {
        escaped = true;
        at++;
      } else if (code === 10 || code === 13) {
        this.#foundLong = true;
        const close = this.#closeOfLines(start, at);
        if (close === null) break;
        escaped ||= text.slice(at, close).includes("\\");
        return { node: this.#node(start, close + 1, close, escaped), closed: true };
      }
    }
    const end = Math.min(at, text.length);
    return { node: this.#node(start, end, end, escaped), closed: false };
  }

  #node(start: number, end: number, contentEnd: number, escaped: boolean): JsonString {
    const raw = this.#text.slice(start + 1, contentEnd);
    return { kind: "string", start, end, text: escaped ? unescape(raw) : raw, escaped };
  }

  #closeOfLines(start: number, from: number): number | null {
    if (start < this.#hopelessBefore) return null;
    const text = this.#text;
    let at = from;
    while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
    if (at < text.length && mayFollowValue.test(text.slice(at + 1, at + 1 + 200))) return at;
    this.#hopelessBefore = at;
    return null;
  }
}

const mayFollowValue = /^\s*(?:[,}\]:]|\/[/*])/;

const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }),
);

/** Where the next character of an escaped text ends. */
function pieceEnd(raw: string, at: number): number {
  if (raw.charCodeAt(at) !== backslash) return at + 1;
  return /^\\u[0-9a-fA-F]{4}/.test(raw.slice(at, at + 6)) ? at + 6 : Math.min(at + 2, raw.length);
}

/** The value of a text between quotes; an invalid escape is replaced by its letter. */
function unescape(raw: string): string {
  let result = "";
  for (let at = 0; at < raw.length;) {
    const next = raw.indexOf("\\", at);
    if (next < 0) return result + raw.slice(at);
    const end = pieceEnd(raw, next);
    const letter = raw.charAt(next + 1);
    const meaning =
      end - next === 6
        ? String.fromCharCode(parseInt(raw.slice(next + 2, end), 16))
        : (escapes.get(letter) ?? letter);
    result += raw.slice(at, next) + meaning;
    at = end;
  }
  return result;
}

/** For each character of a string's meaning the offset in the document at which it is written, and one more for the end. */
export function offsetsOf(documentText: string, node: JsonString): (index: number) => number {
  const first = node.start + 1;
  if (!node.escaped) return (index) => first + index;
  const raw = documentText.slice(first, node.end - 1);
  const offsets: number[] = [];
  for (let at = 0; at < raw.length; at = pieceEnd(raw, at)) offsets.push(first + at);
  const end = first + raw.length;
  return (index) => offsets[index] ?? end;
}
