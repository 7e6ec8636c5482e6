import { LineIndex, type ReportedFinding, rules } from "../../../server/src/core/index.ts";
import type { LineAndCharacter } from "../../../server/src/core/text/line-index.ts";
import { editsBetween } from "./edits.ts";
import { messageOf } from "../../support/said.ts";

/**
 * Expectations are drawn in comments below the line they speak of, and are taken out before a text is analysed:
 *
 *     "defaultAction": "Allow"
 *     //               ~~~~~~~ KV101 is reachable from any public address 💡
 *
 * The message may be a part of it. 💡 says that there is a fix, `(warning)` that the severity is not the rule's own, and
 * `(suppressed)` that a comment suppresses the finding; `<` before the marks moves them to the line's beginning, where the
 * marker of the comment is. `// reveals KV101` excuses a finding that a fix brings to light.
 *
 * What the preferred fixes change is drawn as well: `//-` removes the line above it, `//- 3` the three lines above it, and
 * `//+` adds the rest of its line.
 *
 *     //-
 *     //+ "defaultAction": "Deny"
 */
export interface Drawing {
  /** The text without what is drawn. */
  readonly text: string;
  /** The text after the preferred fixes; the text itself where no edit is drawn. */
  readonly fixed: string;
  readonly expected: readonly string[];
  readonly reveals: ReadonlySet<string>;
}

const drawn = /^\s*(?:\/\/|#)[ \t]*(?<left><?)(?<marks>~+)\s+(?<says>KV\d{3}.*?)\s*$/;
const removing = /^\s*\/\/-(?: (?<count>\d+))?\s*$/;
const adding = /^(?<indent>\s*)\/\/\+ ?(?<added>.*)$/s;
const revealing = /^\s*(?:\/\/|#)\s*reveals\s+(?<codes>[KV\d, ]+)\s*$/;

/** Takes the drawn comments out of a text. */
export function readDrawing(text: string): Drawing {
  const kept: string[] = [];
  const fixed: string[] = [];
  const expected: string[] = [];
  const reveals = new Set<string>();
  for (const line of text.split(/(?<=\n)/)) {
    const codes = revealing.exec(line)?.groups?.["codes"];
    const match = drawn.exec(line);
    const removed = removing.exec(line);
    const added = adding.exec(line)?.groups;
    if (codes !== undefined) for (const code of codes.split(",")) reveals.add(code.trim());
    else if (match?.groups) expected.push(expectationOf(line, match.groups, kept.length));
    else if (removed) fixed.splice(-Number(removed.groups?.["count"] ?? 1));
    else if (added) fixed.push(addedLine(added));
    else {
      kept.push(line);
      fixed.push(line);
    }
  }
  return { text: kept.join(""), fixed: fixed.join(""), expected, reveals };
}

/** Empty lines have no indentation. */
function addedLine({ indent = "", added = "" }: Readonly<Record<string, string>>): string {
  return added.trim() === "" ? added : indent + added;
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

/** Draws findings and the way to the fixed text into a text that has none drawn, each below its line. */
export function draw(text: string, findings: readonly ReportedFinding[], fixed: string): string {
  const lines = text.split(/(?<=\n)/);
  const below = new Map<number, string[]>();
  const add = (line: number, comment: string): unknown =>
    below.set(line, [...(below.get(line) ?? []), `${comment}\n`]);
  for (const finding of findings) {
    const { line, marks } = markOf(finding, text);
    add(line, `${marks} ${says(finding)}`);
  }
  for (const { line, removed, added } of editsBetween(lines, fixed.split(/(?<=\n)/))) {
    const [blank = ""] = /^\s*/.exec(lines[line - 1]?.trimEnd() ?? "") ?? [];
    if (removed > 0) add(line, `${blank}//-${removed > 1 ? ` ${removed}` : ""}`);
    for (const each of added)
      add(
        line,
        each
          .trimEnd()
          .replace(/^\s*/, (indent) => `${indent}//+ `)
          .trimEnd(),
      );
  }
  const drawnBelow = (line: number): readonly string[] => below.get(line) ?? [];
  return [...drawnBelow(0), ...lines.flatMap((line, index) => [line, ...drawnBelow(index + 1)])].join("");
}

/** The line of a finding, and the comment below it that marks its place. */
export function markOf(
  finding: ReportedFinding,
  text: string,
): { readonly line: number; readonly marks: string } {
  const { start, end } = placeOf(finding, text);
  const line = text.split("\n")[start.line - 1] ?? "";
  const marks = "~".repeat(Math.max(1, end.character - start.character));
  return { line: start.line, marks: `${indentation(line, start.character - 1)}${marks}` };
}

/** White space as wide as the line's beginning, with the comment's marker as far to the left as the line's text is. */
function indentation(line: string, width: number): string {
  if (width < 2) return "//<";
  const blank = /^[ \t]*/.exec(line)?.[0] ?? "";
  const before = blank.length + 2 <= width ? blank : blank.slice(0, Math.max(0, width - 2));
  return `${before}//${" ".repeat(Math.max(0, width - before.length - 2))}`;
}

function says(finding: ReportedFinding): string {
  const { code, severity, suppressed, fixes } = finding;
  const own = rules.find((rule) => rule.code === code)?.severity;
  return [
    code,
    ...(suppressed ? ["(suppressed)"] : []),
    ...(severity === own ? [] : [`(${severity})`]),
    messageOf(finding),
    ...(fixes().length > 0 ? ["💡"] : []),
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
