import type { HclNode } from "./hcl/node.ts";

/** A quoted piece without its escapes: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
export function unescapeQuoted(raw: string): string {
  const plain = raw.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs,
    (whole: string, four?: string, eight?: string, letter?: string) => {
      const hex = four ?? eight;
      if (hex !== undefined) return characterOf(hex) ?? whole;
      return letters.get(letter ?? "") ?? letter ?? whole;
    },
  );
  return unescapeHeredoc(plain);
}

/** A piece of a heredoc, in which only template markers are escaped. */
function unescapeHeredoc(raw: string): string {
  return raw.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

/** What is between the line of the opening marker and that of the closing one. */
export function heredocContent(
  text: string,
  node: HclNode,
): { readonly start: number; readonly end: number } {
  const [, opening] = node.children;
  const closing = node.children.at(-1) ?? node;
  const lineEnd = text.indexOf("\n", opening?.end ?? node.start);
  const start = lineEnd < 0 ? node.end : lineEnd + 1;
  const end = text.lastIndexOf("\n", closing.start) + 1;
  return { start, end: Math.max(start, end) };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** How the text of a template is written: between quotes, in lines, or in lines that are indented as the code around them. */
export type TextStyle = "quoted" | "lines" | "indented-lines";

/**
 * The text between the markers of a template, by where it begins. A strip marker (`~`) takes the blanks beside it, up to the end of a
 * line: https://developer.hashicorp.com/terraform/language/expressions/strings#whitespace-stripping
 */
export function textsBetween(
  markers: readonly Range[],
  range: Range,
  text: string,
  style: TextStyle,
): ReadonlyMap<number, string> {
  const pieces = [...markers, null].map((next, index): Piece => {
    const before = markers[index - 1];
    const start = before?.end ?? range.start;
    const raw = text.slice(start, next?.start ?? range.end);
    const lines = style === "quoted" ? [unescapeQuoted(raw)] : linesOf(unescapeHeredoc(raw));
    if (before && text[before.end - 2] === "~") change(lines, 0, (line) => line.trimStart());
    if (next && text[next.start + 2] === "~") change(lines, lines.length - 1, (line) => line.trimEnd());
    return { start, lines };
  });
  if (style === "indented-lines") dedent(pieces);
  return new Map(pieces.map(({ start, lines }) => [start, lines.join("")]));
}

interface Piece {
  readonly start: number;
  readonly lines: string[];
}

/** Line ends included. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

function change(lines: string[], index: number, how: (line: string) => string): void {
  const line = lines[index];
  if (line !== undefined) lines[index] = how(line);
}

/**
 * Removes the indentation that all lines share. After a line end that was stripped, no line begins; lines of blanks do not count:
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/parser_template.go
 */
function dedent(pieces: readonly Piece[]): void {
  const begun: { readonly lines: string[]; readonly index: number }[] = [];
  let least = Infinity;
  let begins = true;
  for (const [at, { lines }] of pieces.entries()) {
    for (const [index, line] of lines.entries()) {
      const isBlank = line.trim() === "" && line.endsWith("\n");
      if (begins && !isBlank) {
        begun.push({ lines, index });
        least = Math.min(least, line.length - line.trimStart().length);
      }
      begins = line.endsWith("\n");
    }
    if (at === pieces.length - 1) break;
    if (begins) least = 0;
    begins = false;
  }
  for (const { lines, index } of begun) change(lines, index, (line) => line.slice(least));
}

const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({ n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" }),
);

function characterOf(hex: string): string | null {
  const code = parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
