import { memoize } from "../../logic/memoize.ts";
import { isDate } from "../../text/patterns.ts";
import { type Document, contains, type Change, type Span } from "../../text/document.ts";
import { rules, findRule } from "../index.ts";
import { suppressionExpired } from "../kv901-suppression-expired.ts";
import { compiledTemplateDiffers } from "../kv905-compiled-template-differs.ts";
import { suppressionUnused } from "../kv902-suppression-unused.ts";
import { type ReportedFinding, plainFinding } from "./reported-finding.ts";
import { type RunOptions, severityOf } from "./run.ts";
import {
  type CommentText,
  readForeignSuppression,
  readSuppression,
  type Suppression,
} from "./suppression.ts";
import { foldWord } from "../../text/fold.ts";
import { LineIndex } from "../../text/line-index.ts";
import type { RemarkFact } from "../facts/remark-facts.ts";
import type { Rule } from "../rule.ts";

/** A document and its comments, in order. */
export interface CommentedDocument {
  readonly document: Document;
  readonly comments: readonly CommentText[];
  /** Whether it has no syntax error; one may hide what a suppression matches. */
  readonly isWhole: boolean;
}

export interface SuppressionOptions extends RunOptions {
  /** Whether comments for other scanners suppress the equivalent rules. */
  readonly honorOtherTools?: boolean;
}

/** Marks the findings that comments suppress, and reports the suppressions that have expired or match nothing. */
export function applySuppressions(
  findings: readonly ReportedFinding[],
  documents: readonly CommentedDocument[],
  options: SuppressionOptions,
): readonly ReportedFinding[] {
  const scopes = documents.flatMap(({ document, comments }) =>
    scopesOf(
      document,
      comments,
      options.honorOtherTools ? suppressionsOfAnyTool(comments) : suppressionsIn(comments),
    ),
  );
  const used = new Set<string>();
  const marked = findings.map((finding) => suppress(finding, scopes, used, options));
  const isWhole = documents.every((each) => each.isWhole);
  const remarks = scopes.flatMap((scope) => remarksOn(scope, used, isWhole, options));
  return [...marked, ...remarks];
}

/** The comments of a document are the same in each environment. */
const suppressionsIn = memoize((comments: readonly CommentText[]): readonly Suppression[] =>
  comments.flatMap((comment) => readSuppression(comment) ?? []),
);

const suppressionsOfAnyTool = memoize((comments: readonly CommentText[]): readonly Suppression[] =>
  comments.flatMap(
    (comment) => readSuppression(comment) ?? readForeignSuppression(comment, codesKnownAs) ?? [],
  ),
);

function codesKnownAs(id: string): readonly string[] {
  const folded = foldWord(id);
  return rules
    .filter((rule) => rule.alsoKnownAs?.some((name) => foldWord(name) === folded))
    .map((rule) => rule.code);
}

function suppress(
  finding: ReportedFinding,
  scopes: readonly Scope[],
  used: Set<string>,
  options: SuppressionOptions,
): ReportedFinding {
  let result = finding;
  for (const { suppression, covers } of scopes) {
    const { reason, until, codes } = suppression;
    if (!codes.includes(finding.code) || !covers(finding)) continue;
    used.add(useKey(suppression, finding.code));
    if (reason !== null && !isExpired(suppression, options) && !result.suppressed)
      result = { ...finding, suppressed: { reason, until, by: suppression.span.document } };
  }
  return result;
}

function isExpired({ until }: Suppression, { today }: SuppressionOptions): boolean {
  return until !== null && (!isDate(until) || (today !== undefined && today > until));
}

function useKey({ span }: Suppression, code: string): string {
  return `${span.document}#${span.start} ${code}`;
}

function remarksOn(
  { suppression }: Scope,
  used: ReadonlySet<string>,
  isWhole: boolean,
  options: SuppressionOptions,
): readonly ReportedFinding[] {
  const { span } = suppression;
  if (suppression.foreign) return [];
  if (suppression.codes.length === 0)
    return remark(suppressionUnused, { kind: "KV902", code: null, why: "no-rule" }, span, options);
  return suppression.codes.flatMap((code) => {
    if (!findRule(code))
      return remark(suppressionUnused, { kind: "KV902", code, why: "unknown-rule" }, span, options);
    if (!used.has(useKey(suppression, code))) return isWhole ? remarkUnused(suppression, code, options) : [];
    if (suppression.reason === null)
      return remark(suppressionUnused, { kind: "KV902", code, why: "no-reason" }, span, options);
    if (suppression.until !== null && !isDate(suppression.until))
      return remark(suppressionUnused, { kind: "KV902", code, why: "no-date" }, span, options);
    if (!isExpired(suppression, options)) return [];
    return remark(suppressionExpired, { kind: "KV901", code, until: suppression.until ?? "" }, span, options);
  });
}

/** What it would match is not known here for a rule that is off, or that runs only when two templates are compared. */
function remarkUnused(
  suppression: Suppression,
  code: string,
  options: SuppressionOptions,
): readonly ReportedFinding[] {
  const rule = findRule(code);
  if (rule === compiledTemplateDiffers || (rule && severityOf(rule, options) === "off")) return [];
  return remark(
    suppressionUnused,
    { kind: "KV902", code, why: "matches-nothing" },
    suppression.span,
    options,
  );
}

/** A suppression and the findings it covers. */
interface Scope {
  readonly suppression: Suppression;
  readonly covers: (finding: ReportedFinding) => boolean;
}

/** How far each suppression of a document reaches. */
function scopesOf(
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

/**
 * The change of the action "Suppress KV101 here…": a comment on a line of its own above the finding. The reason may be a
 * snippet's tab stop; a suppression without a reason has no effect.
 */
export function suppressionChange(
  { code, span }: Pick<ReportedFinding, "code" | "span">,
  document: Document,
  reason: string,
): Change {
  const { text } = document;
  const lines = new LineIndex(text);
  const start = lines.startOf(lines.at(span.start).line);
  const [indentation = ""] = /^[ \t]*/.exec(text.slice(start)) ?? [];
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const marker = isHcl(document) ? "#" : "//";
  const comment = `${indentation}${marker} keyvault-network-ignore ${code}: ${reason}${newline}`;
  return { span: { document: document.id, start, end: start }, text: comment };
}

/** Unsaved documents do not have a file extension, but they have a language. */
function isHcl({ id, language }: Document): boolean {
  return /\.(?:tf(?:vars)?|tofu)$/i.test(id) || /^(?:terraform|opentofu)\b/.test(language ?? "");
}

/** A finding about a suppression instead of a vault; none if its rule is off. */
export function remark(
  rule: Rule,
  fact: RemarkFact,
  span: Span,
  options: RunOptions,
): readonly ReportedFinding[] {
  const severity = severityOf(rule, options);
  if (severity === "off") return [];
  return [
    plainFinding(rule, severity, { fact, span, unnecessary: rule === suppressionUnused, instances: [] }),
  ];
}
