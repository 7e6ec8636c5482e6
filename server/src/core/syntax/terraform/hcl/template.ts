import { Char, type Cursor } from "./cursor.ts";
import { limits } from "../../../text/limits.ts";
import { parseExpression, parseForHead } from "./expression.ts";
import type { Expression, Mark, Place, TextStyle } from "./nodes.ts";

/**
 * Reads a quoted text or a heredoc, which are templates
 * (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions). The cursor is at its first sign.
 */
export function parseTemplate(cursor: Cursor): Expression {
  return cursor.at(Char.Quote) ? parseQuoted(cursor) : parseHeredoc(cursor);
}

/** What is between texts, and the directives that are open. */
interface Marks {
  readonly list: Mark[];
  readonly open: string[];
}

function parseQuoted(cursor: Cursor): Expression {
  const { text, position: start } = cursor;
  const marks: Marks = { list: [], open: [] };
  let offset = start + 1;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code === Char.Quote) break;
    if (code === Char.Dollar || code === Char.Percent) offset = passSign(cursor, offset, marks);
    else if (code === Char.Backslash) offset = passEscape(cursor, offset);
    else if (code !== Char.LineFeed && offset < text.length) offset++;
    else {
      const end = Math.min(offset, text.length);
      cursor.takeTo(end);
      return cursor.fail("unterminated-string", start, end);
    }
    if (offset < 0) return { kind: "error", start, end: cursor.lastEnd };
  }
  cursor.takeTo(offset + 1);
  return templateOf(cursor, { start, end: offset + 1 }, "quoted", { start: start + 1, end: offset }, marks);
}

/** https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1 */
const escape = /\\(?:[nrt"\\]|u[\da-fA-F]{4}|U00(?:0[\da-fA-F]|10)[\da-fA-F]{4})/y;

function passEscape(cursor: Cursor, start: number): number {
  escape.lastIndex = start;
  if (escape.test(cursor.text)) return escape.lastIndex;
  cursor.fail("bad-escape", start, start + 1);
  return start + 1;
}

const opening = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/** What Go trims from a line: https://pkg.go.dev/unicode#IsSpace */
const blanks = "[\\t\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*";

/** It ends with the first line that is its marker, even within an interpolation. */
function parseHeredoc(cursor: Cursor): Expression {
  const { text, position: start } = cursor;
  opening.lastIndex = start;
  const [whole, dash, marker = ""] = opening.exec(text) ?? [];
  if (whole === undefined) return cursor.fail("invalid-terraform", start, start + 2);
  const ending = new RegExp(`(${blanks}${marker})${blanks}(?:\\n|$)`, "y");
  for (let line = start + whole.length; line > 0; line = text.indexOf("\n", line) + 1) {
    ending.lastIndex = line;
    const found = ending.exec(text);
    if (!found) continue;
    const end = line + (found[1] ?? "").length;
    const content = { start: start + whole.length, end: line };
    const marks = marksIn(cursor, content);
    cursor.takeTo(ending.lastIndex - (found[0].endsWith("\n") ? 1 : 0));
    cursor.lastEnd = end;
    return templateOf(cursor, { start, end }, dash === "-" ? "indented-lines" : "lines", content, marks);
  }
  cursor.takeTo(text.length);
  return cursor.fail("unterminated-string", start, text.length);
}

/** Reads a file that is a template. */
export function parseTemplateFile(cursor: Cursor): Expression {
  const whole = { start: 0, end: cursor.text.length };
  return templateOf(cursor, whole, "lines", whole, marksIn(cursor, whole));
}

function marksIn(cursor: Cursor, { start, end }: Place): Marks {
  const { text } = cursor;
  const marks: Marks = { list: [], open: [] };
  cursor.text = text.slice(0, end);
  for (let offset = start; offset >= 0 && offset < end;) {
    const code = text.charCodeAt(offset);
    offset = code === Char.Dollar || code === Char.Percent ? passSign(cursor, offset, marks) : offset + 1;
  }
  cursor.text = text;
  return marks;
}

function templateOf(
  cursor: Cursor,
  { start, end }: Place,
  style: TextStyle,
  content: Place,
  marks: Marks,
): Expression {
  if (marks.open.length > 0) return cursor.fail("invalid-terraform", start, end);
  return { kind: "template", start, end, style, content, marks: marks.list };
}

/** Passes over what begins with `$` or `%`, which may be text; where that is lost, the result is negative. */
function passSign(cursor: Cursor, start: number, marks: Marks): number {
  const { text } = cursor;
  if (text.charCodeAt(start + 1) !== Char.LeftBrace) {
    const isEscaped = text[start + 1] === text[start] && text.charCodeAt(start + 2) === Char.LeftBrace;
    return start + (isEscaped ? 3 : 1);
  }
  const { lines, awaited } = cursor;
  const before = awaited.get(Char.RightBrace) ?? 0;
  awaited.set(Char.RightBrace, before + 1);
  cursor.lines = false;
  cursor.takeTo(start + 2);
  cursor.take("~");
  const mark =
    text.charCodeAt(start) === Char.Dollar ? parseInterpolation(cursor) : parseDirective(cursor, marks);
  cursor.take("~");
  if (!mark || !cursor.at(Char.RightBrace)) {
    cursor.fail({ kind: "expected-token", token: "}" });
    cursor.lines = true;
    cursor.skip("\n");
  }
  awaited.set(Char.RightBrace, before);
  cursor.lines = lines;
  const end = cursor.at(Char.RightBrace) ? cursor.position + 1 : -1;
  if (mark) marks.list.push({ ...mark, start, end });
  return end;
}

type Part = Mark extends infer Each ? (Each extends Mark ? Omit<Each, keyof Place> : never) : never;

function parseInterpolation(cursor: Cursor): Part {
  return { kind: "value", value: parseExpression(cursor) };
}

/** What each end of a directive may be behind. */
const ends = [
  ["else", ["if"]],
  ["endif", ["if", "else"]],
  ["endfor", ["for"]],
] as const;

function parseDirective(cursor: Cursor, { open }: Marks): Part | null {
  if (cursor.depth + open.length > limits.nesting) cursor.giveUp();
  if (cursor.takeWord("if")) {
    open.push("if");
    return { kind: "if", value: parseExpression(cursor) };
  }
  if (cursor.atWord("for")) {
    open.push("for");
    const head = parseForHead(cursor);
    return head && { kind: "for", head };
  }
  for (const [kind, behind] of ends) {
    if (!cursor.takeWord(kind)) continue;
    const last = open.pop();
    if (kind === "else") open.push(kind);
    return behind.some((each) => each === last) ? { kind } : null;
  }
  return null;
}
