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
  const below = linesBelow(linesOfCommentsAlone(document.text, comments, lines), lines);
  return suppressions.map((suppression) => {
    const own = lines.at(suppression.span.start).line;
    const line = below.get(own) ?? own;
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

/** The line that a comment alone on its line applies to: the first one below that is not a comment. Any other applies to its own. */
function linesBelow(alone: ReadonlySet<number>, { lineCount }: LineIndex): ReadonlyMap<number, number> {
  const below = new Map<number, number>();
  for (const line of [...alone].sort((a, b) => b - a))
    below.set(line, below.get(line + 1) ?? Math.min(line + 1, lineCount));
  return below;
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
