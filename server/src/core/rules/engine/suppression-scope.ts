import type { Document } from "../../text/document.ts";
import { LineIndex } from "../../text/line-index.ts";
import { contains } from "../../text/span.ts";
import type { ReportedFinding } from "./reported-finding.ts";
import type { CommentText, Suppression } from "./suppression.ts";

/** A suppression and the findings it covers. */
export interface Scope {
  readonly suppression: Suppression;
  readonly covers: (finding: ReportedFinding) => boolean;
}

/** How far each suppression of a document reaches. */
export function scopesOf(
  document: Document,
  comments: readonly CommentText[],
  suppressions: readonly Suppression[],
): readonly Scope[] {
  if (suppressions.length === 0) return [];
  const lines = new LineIndex(document.text);
  const alone = linesOfCommentsAlone(document.text, comments, lines);
  return suppressions.map((suppression) => {
    const line = lineBelow(lines.at(suppression.span.start).line, alone, lines);
    return { suppression, covers: (finding) => covers(suppression, finding, line, lines) };
  });
}

function covers(
  { span, scope }: Suppression,
  finding: ReportedFinding,
  line: number,
  lines: LineIndex,
): boolean {
  if (scope === "declaration" && finding.declaration) {
    const { declaration } = finding;
    if (contains(declaration, span)) return true;
    if (declaration.document === span.document && lines.at(declaration.start).line === line) return true;
  }
  if (finding.span.document !== span.document) return false;
  return scope === "file" || lines.at(finding.span.start).line === line;
}

/** The line a comment applies to: its own or, if it is alone on its line, the first one below that is not a comment. */
function lineBelow(start: number, alone: ReadonlySet<number>, lines: LineIndex): number {
  let line = start;
  while (alone.has(line) && line < lines.lineCount) line++;
  return line;
}

function linesOfCommentsAlone(
  text: string,
  comments: readonly CommentText[],
  lines: LineIndex,
): ReadonlySet<number> {
  const alone = new Set<number>();
  for (const { span } of comments) {
    const [first, last] = [lines.at(span.start).line, lines.at(span.end).line];
    const before = text.slice(lines.startOf(first), span.start);
    const after = text.slice(span.end, lines.startOf(last + 1));
    if (before.trim() !== "" || after.trim() !== "") continue;
    for (let line = first; line <= last; line++) alone.add(line);
  }
  return alone;
}
