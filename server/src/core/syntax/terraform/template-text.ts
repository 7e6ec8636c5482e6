import type { Template } from "./hcl/nodes.ts";

/** A quoted piece without its escapes: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
export function unescapeQuoted(raw: string): string {
  const plain = raw.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gs,
    (whole: string, four?: string, eight?: string, letter?: string) => {
      const code = parseInt(four ?? eight ?? "", 16);
      if (code <= 0x10ffff) return String.fromCodePoint(code);
      return letter === undefined ? whole : (letters.get(letter) ?? letter);
    },
  );
  return unescapeHeredoc(plain);
}

/** A piece of a heredoc, in which only template markers are escaped. */
function unescapeHeredoc(raw: string): string {
  return raw.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

/**
 * The text before each mark of a template, and behind the last one. A strip marker (`~`) takes the blanks beside it, up to the end of a
 * line: https://developer.hashicorp.com/terraform/language/expressions/strings#whitespace-stripping
 */
export function textsBetween({ marks, content, style }: Template, text: string): readonly string[] {
  const pieces = [...marks, null].map((next, index): string[] => {
    const before = marks[index - 1];
    const raw = text.slice(before?.end ?? content.start, next?.start ?? content.end);
    const lines = style === "quoted" ? [unescapeQuoted(raw)] : linesOf(unescapeHeredoc(raw));
    if (before && text[before.end - 2] === "~") change(lines, 0, (line) => line.trimStart());
    if (next && text[next.start + 2] === "~") change(lines, lines.length - 1, (line) => line.trimEnd());
    return lines;
  });
  if (style === "indented-lines") dedent(pieces);
  return pieces.map((lines) => lines.join(""));
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
function dedent(pieces: readonly string[][]): void {
  const begun: { readonly lines: string[]; readonly index: number }[] = [];
  let least = Infinity;
  let begins = true;
  for (const [at, lines] of pieces.entries()) {
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
