import { globMatcher } from "../../text/glob.ts";
import { pathFrom } from "../../text/document.ts";
import type { AccessFile, AccessSuppression } from "../../access-file/access-file.ts";
import { suppressionExpired } from "../kv901-suppression-expired.ts";
import { suppressionUnused } from "../kv902-suppression-unused.ts";
import type { ReportedFinding } from "./reported-finding.ts";
import { findRule } from "../index.ts";
import { remark } from "./suppressions.ts";
import type { RunOptions } from "./run.ts";

interface Day {
  /** `2027-01-31`; without it nothing expires. */
  readonly today?: string;
}

/** Marks the findings that only an access file suppresses. */
export function suppressByAccessFile(
  findings: readonly ReportedFinding[],
  file: AccessFile,
  day: Day,
): readonly ReportedFinding[] {
  const standing = file.suppressions.filter((each) => !isExpired(each, day));
  return findings.map((finding) => {
    const by = finding.suppressed ? undefined : standing.find((each) => covers(each, file, finding));
    return by
      ? { ...finding, suppressed: { reason: by.reason, until: by.until, by: file.document } }
      : finding;
  });
}

/**
 * Reports an access file's suppressions that have expired, and those that match nothing among all
 * findings of its templates.
 */
export function accessSuppressionRemarks(
  findings: readonly ReportedFinding[],
  file: AccessFile,
  options: RunOptions & Day & { readonly isNarrowed?: boolean },
): readonly ReportedFinding[] {
  return file.suppressions.flatMap((each) => {
    const { value, span } = each.rule;
    const code = findRule(value)?.code;
    if (code === undefined)
      return remark(suppressionUnused, { kind: "KV902", code: value, why: "unknown-rule" }, span, options);
    const isUsed = findings.some((finding) => covers(each, file, finding));
    if (!isUsed)
      return options.isNarrowed === true
        ? []
        : remark(suppressionUnused, { kind: "KV902", code, why: "matches-nothing" }, span, options);
    if (!isExpired(each, options)) return [];
    return remark(suppressionExpired, { kind: "KV901", code, until: each.until ?? "" }, span, options);
  });
}

function isExpired({ until }: AccessSuppression, { today }: Day): boolean {
  return until !== null && today !== undefined && today > until;
}

function covers(
  { rule, target }: AccessSuppression,
  { document }: AccessFile,
  finding: ReportedFinding,
): boolean {
  if (finding.code !== findRule(rule.value)?.code) return false;
  if (target === null) return true;
  const folder = document.slice(0, document.lastIndexOf("/") + 1);
  const file = finding.span.document;
  return file.startsWith(folder) && globMatcher([target])(pathFrom(folder, file));
}
