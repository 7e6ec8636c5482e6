import { once } from "../logic/memoize.ts";
import type { FindingInstance, ReportedFinding } from "../rules/engine/reported-finding.ts";
import type { DocumentId, Span } from "../text/span.ts";
import { compareSpans, spanKey } from "../text/span.ts";

/** What was found in one root. */
export interface RootFindings {
  readonly root: DocumentId;
  /** Every document the root was read from. */
  readonly documents: readonly DocumentId[];
  readonly findings: readonly ReportedFinding[];
}

/** A finding of several roots, which may share modules and parameter files. */
export interface RootedFinding extends ReportedFinding {
  readonly instances: readonly RootedInstance[];
}

export interface RootedInstance extends FindingInstance {
  readonly root: DocumentId;
}

/**
 * One finding for each code, place and resource it is about, with the instances of all roots, by place and code. A suppression in a shared module is
 * unused only when no root needs it, and a fix is one only where every root that finds something offers it.
 */
export function mergeRoots(roots: readonly RootFindings[]): readonly RootedFinding[] {
  const merged = new Map<string, RootedFinding>();
  for (const { root, findings } of roots) {
    for (const finding of findings) {
      if (isRemark(finding) && !roots.every((each) => agrees(finding, each))) continue;
      const subject = isRemark(finding) ? finding.message : finding.about ? spanKey(finding.about) : "";
      const key = `${finding.code} ${spanKey(finding.span)} ${subject}`;
      const instances = finding.instances.map((instance) => ({ ...instance, root }));
      const before = merged.get(key);
      merged.set(key, before ? join(before, finding, instances) : { ...finding, instances });
    }
  }
  return [...merged.values()].sort((a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : 1));
}

function join(
  before: RootedFinding,
  finding: ReportedFinding,
  instances: readonly RootedInstance[],
): RootedFinding {
  return {
    // Where one root creates the vault, that is what matters.
    ...(before.whenCreated && !finding.whenCreated ? finding : before),
    fixes: once(() => {
      const titles = new Set(finding.fixes().map((fix) => fix.title));
      return before.fixes().filter((fix) => titles.has(fix.title));
    }),
    instances: [...before.instances, ...instances],
  };
}

/** What is said of a comment rather than of a vault. */
function isRemark({ instances }: ReportedFinding): boolean {
  return instances.length === 0;
}

/** A root that does not read the document has no say. */
function agrees(remark: ReportedFinding, { documents, findings }: RootFindings): boolean {
  if (!documents.includes(remark.span.document)) return true;
  return findings.some((each) => isSame(each, remark));
}

function isSame(a: ReportedFinding, b: ReportedFinding): boolean {
  return a.code === b.code && a.message === b.message && isSamePlace(a.span, b.span);
}

function isSamePlace(a: Span, b: Span): boolean {
  return compareSpans(a, b) === 0;
}
