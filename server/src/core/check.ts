import type { Analysis } from "./analyzer.ts";
import type { Files } from "./files.ts";
import type { ReportedFinding } from "./rules/reported-finding.ts";
import { runRules } from "./rules/run.ts";
import type { CommentedDocument, SuppressionOptions } from "./rules/suppressions.ts";
import { applySuppressions } from "./rules/suppressions.ts";
import { parseDocument } from "./syntax/syntaxes.ts";
import { compareSpans } from "./text/span.ts";
import type { Span } from "./text/span.ts";

export type CheckOptions = SuppressionOptions;

/**
 * The findings of a root and the modules it calls, by place and code; suppressed ones are marked, not left out. `files` are
 * those the analysis was made from.
 */
export function check(
  { worlds, documents }: Pick<Analysis, "worlds" | "documents">,
  files: Pick<Files, "get">,
  options: CheckOptions = {},
): readonly ReportedFinding[] {
  const found = runRules(worlds, options).map((finding) => ({
    ...finding,
    span: onOneLine(finding.span, files),
  }));
  const commented = documents.flatMap((id): readonly CommentedDocument[] => {
    const document = files.get(id);
    return document ? [{ document, comments: parseDocument(document).comments }] : [];
  });
  return [...applySuppressions(found, commented, options)].sort(
    (a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : 1),
  );
}

/** Editors underline every line of a span; the first is enough to show the place. */
function onOneLine(span: Span, files: Pick<Files, "get">): Span {
  const text = files.get(span.document)?.text.slice(span.start, span.end) ?? "";
  const lineEnd = text.search(/[\r\n]/);
  return lineEnd > 0 ? { ...span, end: span.start + lineEnd } : span;
}
