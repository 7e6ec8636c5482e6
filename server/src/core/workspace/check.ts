import type { AccessFile } from "../access-file/access-file.ts";
import type { Analysis } from "./analyzer.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import { sayOpenOnce } from "../rules/engine/repeated-findings.ts";
import { suppressByAccessFile, accessSuppressionRemarks } from "../rules/engine/access-suppressions.ts";
import { byRuleCode } from "../rules/index.ts";
import { type RunOptions, runRules } from "../rules/engine/run.ts";
import {
  applySuppressions,
  type CommentedDocument,
  type SuppressionOptions,
} from "../rules/engine/suppressions.ts";
import { changesFor } from "../fixes/apply-fix.ts";
import type { Fix } from "../fixes/fix.ts";
import { once, oncePerKey } from "../logic/memoize.ts";
import { type Document, compareSpans, type DocumentId, type Span, spanKey } from "../text/document.ts";

export interface CheckOptions extends SuppressionOptions {
  /** The access file that applies; its settings take precedence over the options. */
  readonly accessFile?: AccessFile;
  /** What access tests report, of whichever documents. */
  readonly accessTests?: readonly ReportedFinding[];
  /** Whether some templates of an access file are not evaluated, or not in all of their environments. */
  readonly isNarrowed?: boolean;
  /** What pipelines and scripts do with the root's vaults, at these. */
  readonly changedOutside?: readonly ReportedFinding[];
}

/** The findings of a root and the modules it calls, by place and code; suppressed ones are marked, not left out. */
export function check(
  { worlds, documents, neighbors }: Pick<Analysis, "worlds" | "documents" | "neighbors">,
  given: CheckOptions = {},
): readonly ReportedFinding[] {
  const { accessFile, accessTests = [], changedOutside = [] } = given;
  const options = accessFile ? optionsWith(accessFile, given) : given;
  const own = [...accessTests, ...changedOutside].filter(({ span }) => documents.has(span.document));
  // What lies in a document of another root is reported there.
  const isElsewhere = ({ span }: ReportedFinding): boolean =>
    !documents.has(span.document) && neighbors.some((each) => each.documents.has(span.document));
  const get = (id: DocumentId): Document | undefined =>
    [{ documents }, ...neighbors].find((each) => each.documents.has(id))?.documents.get(id)?.document;
  // Many findings may share a fix.
  const isWritten = oncePerKey((fix: Fix) => changesFor(fix, { get }) !== undefined);
  const changed = new Set(
    changedOutside.flatMap(({ declaration }) => (declaration ? [spanKey(declaration)] : [])),
  );
  // What a pipeline or script changes may let callers in.
  const isChanged = ({ code, declaration }: ReportedFinding): boolean =>
    code === "KV514" && declaration !== null && changed.has(spanKey(declaration));
  const ruled = runRules(worlds, options).filter((each) => !isElsewhere(each) && !isChanged(each));
  const found = [...ruled, ...own].map((finding) => ({
    ...finding,
    span: onOneLine(finding.span, documents),
    // Hosts offer what is left: what the editor of a file's syntax does not write is no fix.
    fixes: once(() => finding.fixes().filter(isWritten)),
  }));
  const marked = applySuppressions(found, commentedDocuments(documents), options);
  const accepted = accessFile ? suppressByAccessFile(marked, accessFile, options) : marked;
  return [...sayOpenOnce(accepted)].sort(
    (a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : 1),
  );
}

/** Documents with their comments, for those that suppress findings. */
export function commentedDocuments(documents: Analysis["documents"]): readonly CommentedDocument[] {
  return [...documents.values()].map(({ document, comments, problems }) => ({
    document,
    comments,
    isWhole: problems.length === 0,
  }));
}

/** Options with what an access file says instead: its severities and limits are the team's. */
export function optionsWith<T extends RunOptions>({ rules, limits }: AccessFile, options: T): T {
  return {
    ...options,
    severities: new Map([
      ...(options.severities ?? []),
      ...byRuleCode(rules.map(({ rule, severity }) => [rule.value, severity] as const)),
    ]),
    ...(limits.widestIpPrefix === null ? {} : { widestIpPrefix: limits.widestIpPrefix }),
    ...(limits.maxAddresses === null ? {} : { maxAddresses: limits.maxAddresses.value }),
  };
}

/** Editors underline every line of a span; the first is enough to show the place. */
function onOneLine(span: Span, documents: Analysis["documents"]): Span {
  const text = documents.get(span.document)?.document.text.slice(span.start, span.end) ?? "";
  const lineEnd = text.search(/[\r\n]/);
  return lineEnd > 0 ? { ...span, end: span.start + lineEnd } : span;
}

/**
 * Findings in an access file itself: failed tests, and suppressions that have expired or match none of the findings
 * of the templates and of the compiled templates next to them.
 */
export function accessFileFindings(
  file: AccessFile,
  found: readonly ReportedFinding[],
  tests: readonly ReportedFinding[],
  given: CheckOptions,
): readonly ReportedFinding[] {
  return [
    ...tests.filter(({ span }) => span.document === file.document),
    ...accessSuppressionRemarks(found, file, optionsWith(file, given)),
  ];
}
