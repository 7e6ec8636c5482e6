import type { LineAndCharacter, ReportedFinding } from "../../../server/src/core/index.ts";
import { LineIndex, rules } from "../../../server/src/core/index.ts";

/**
 * Expectations are drawn in comments below the line they speak of, and are taken out before a text is analysed:
 *
 *     "defaultAction": "Allow"
 *     //               ~~~~~~~ KV101 accepts traffic from every public address 💡
 *
 * The message may be a part of it. 💡 says that there is a fix, `(warning)` that the severity is not the rule's own, and
 * `(suppressed)` that a comment suppresses the finding; `<` before the marks moves them to the line's beginning, where the
 * marker of the comment stands. `// reveals KV101` excuses a finding that a fix brings to light.
 */
export interface Drawing {
  /** The text without what is drawn. */
  readonly text: string;
  readonly expected: readonly string[];
  readonly reveals: ReadonlySet<string>;
}

const drawn = /^\s*(?:\/\/|#)[ \t]*(?<left><?)(?<marks>~+)\s+(?<says>KV\d{3}.*?)\s*$/;
const revealing = /^\s*(?:\/\/|#)\s*reveals\s+(?<codes>[KV\d, ]+)\s*$/;

/** Takes the drawn comments out of a text. */
export function readDrawing(text: string): Drawing {
  const kept: string[] = [];
  const expected: string[] = [];
  const reveals = new Set<string>();
  for (const line of text.split(/(?<=\n)/)) {
    const codes = revealing.exec(line)?.groups?.["codes"];
    const match = drawn.exec(line);
    if (codes !== undefined) for (const code of codes.split(",")) reveals.add(code.trim());
    else if (match?.groups) expected.push(expectationOf(line, match.groups, kept.length));
    else kept.push(line);
  }
  return { text: kept.join(""), expected, reveals };
}

function expectationOf(line: string, groups: Readonly<Record<string, string>>, number: number): string {
  const start = groups["left"] === "<" ? 1 : line.indexOf("~") + 1;
  const end = start + (groups["marks"] ?? "").length;
  return `${number}:${start}-${end} ${groups["says"] ?? ""}`;
}

/** A finding in the words of a drawing. */
export function describe(finding: ReportedFinding, text: string): string {
  const { start, end } = placeOf(finding, text);
  return `${start.line}:${start.character}-${end.character} ${says(finding)}`;
}

/** Draws findings into a text that has none drawn, each below its line. */
export function draw(text: string, findings: readonly ReportedFinding[]): string {
  const lines = text.split(/(?<=\n)/);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const below = new Map<number, string[]>();
  for (const finding of findings) {
    const { start, end } = placeOf(finding, text);
    const marks = "~".repeat(Math.max(1, end.character - start.character));
    const lead = indentation(lines[start.line - 1] ?? "", start.character - 1);
    const comment = `${lead}${marks} ${says(finding)}${newline}`;
    below.set(start.line, [...(below.get(start.line) ?? []), comment]);
  }
  return lines.flatMap((line, index) => [line, ...(below.get(index + 1) ?? [])]).join("");
}

/** White space as wide as the line's beginning, with the comment's marker as far to the left as the line's text is. */
function indentation(line: string, width: number): string {
  if (width < 2) return "//<";
  const blank = /^[ \t]*/.exec(line)?.[0] ?? "";
  const before = blank.length + 2 <= width ? blank : blank.slice(0, Math.max(0, width - 2));
  return `${before}//${" ".repeat(Math.max(0, width - before.length - 2))}`;
}

function says({ code, severity, message, suppressed, fixes }: ReportedFinding): string {
  const own = rules.find((rule) => rule.code === code)?.severity;
  return [
    code,
    ...(suppressed ? ["(suppressed)"] : []),
    ...(severity === own ? [] : [`(${severity})`]),
    message,
    ...(fixes.length > 0 ? ["💡"] : []),
  ].join(" ");
}

/** A finding matches what is drawn when it says at least that. */
export function matches(expected: string, actual: string): boolean {
  const [, place = "", code = "", part = ""] = /^(\S+) (KV\d{3}) ?(.*)$/s.exec(expected) ?? [];
  const hasFix = part.endsWith("💡");
  const words = hasFix ? part.slice(0, -2).trim() : part;
  return actual.startsWith(`${place} ${code} `) && actual.includes(words) && actual.endsWith("💡") === hasFix;
}

function placeOf(
  { span }: ReportedFinding,
  text: string,
): { readonly start: LineAndCharacter; readonly end: LineAndCharacter } {
  const lines = new LineIndex(text);
  return { start: lines.at(span.start), end: lines.at(span.end) };
}
