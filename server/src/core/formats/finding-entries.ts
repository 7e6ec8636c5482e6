import { isFrozen } from "../files/documents.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import { reportSteps } from "../report/verdicts.ts";
import type { Document, DocumentId } from "../text/document.ts";
import type { RootedFinding } from "../workspace/merge-roots.ts";
import { byPlace, type Edge, stepEntry } from "./entries.ts";
import type { Holding } from "./known-findings.ts";
import type { FindingEntry } from "./report.ts";

/** The edge of a host that findings are reported at. */
export interface FindingEdge extends Edge {
  readonly get: (document: DocumentId) => Document | null | undefined;
  /** The SHA-256 of a text in hexadecimal digits. */
  readonly hash: (text: string) => string;
}

type Finding = RootedFinding | ReportedFinding;

/** Findings as the JSON report has them, by place. Those of access tests belong to no single root. */
export function findingEntries(findings: readonly Finding[], edge: FindingEdge): readonly FindingEntry[] {
  const entries = findings
    .map((finding) => {
      const { fingerprint, subject } = textsToHash(finding, edge);
      return { ...findingEntry(finding, edge), hash: edge.hash(fingerprint), subject: edge.hash(subject) };
    })
    .sort(byPlace(({ code }) => code));
  const fingerprints = fingerprintsOf(entries.map(({ hash }) => hash));
  return entries.map(({ hash: _, subject, suppressed, ...entry }, index) => ({
    ...entry,
    fingerprint: fingerprints[index] ?? "",
    subject: subject.slice(0, 16),
    suppressed,
  }));
}

/** What is hashed for the fingerprint of a finding, and for what it is about in any environment. */
export function textsToHash(
  { code, vault, span, environments = [] }: Finding,
  { places, get }: Pick<FindingEdge, "places" | "get">,
): { readonly fingerprint: string; readonly subject: string } {
  const text = get(span.document)?.text.slice(span.start, span.end) ?? "";
  const about = { code, vault, text, file: places.print(span.document) };
  return {
    fingerprint: subjectOf({ ...about, environments }),
    subject: subjectOf({ ...about, environments: [] }),
  };
}

/** Each root and environment that a finding holds in; none of what is said of a comment or an access file. */
export function holdingsOf(finding: Finding, { places }: Pick<FindingEdge, "places">): readonly Holding[] {
  if (isRooted(finding)) return finding.holdsIn.map((each) => ({ ...each, root: places.print(each.root) }));
  return finding.failsIn ? [{ root: null, environments: finding.failsIn }] : [];
}

/** The vaults that a finding is about, by root. */
export function instancesOf(
  finding: Finding,
  { places }: Pick<FindingEdge, "places">,
): FindingEntry["instances"] {
  if (!isRooted(finding)) return [];
  return finding.instances.map(({ root, module, vault, vaultName, environments }) => ({
    root: places.print(root),
    ...{ module, vault, vaultName: vaultName ?? null, environments },
  }));
}

function findingEntry(found: Finding, edge: FindingEdge): Omit<FindingEntry, "fingerprint" | "subject"> {
  const { places, get, words } = edge;
  const end = places.end(found.span);
  const document = get(found.span.document);
  return {
    code: found.code,
    name: found.name,
    severity: found.severity,
    message: words.finding(found),
    vault: found.vault,
    vaultName: found.label?.name ?? null,
    ...places.start(found.span),
    endLine: end.line,
    endCharacter: end.character,
    instances: instancesOf(found, edge),
    environments: found.environments ?? [],
    related: found.related.map(({ fact, span }) => ({ message: words.related(fact), ...places.start(span) })),
    fixes: found.fixes().map(words.fix),
    suppressed: found.suppressed && suppressedEntry(found.suppressed, places),
    steps: reportSteps(found.steps()).map((step) => stepEntry(step, edge)),
    mark: found.mark ?? null,
    frozen: document ? isFrozen(document) : false,
    holdsIn: holdingsOf(found, edge),
  };
}

function suppressedEntry(
  { reason, until, by }: NonNullable<Finding["suppressed"]>,
  places: Edge["places"],
): FindingEntry["suppressed"] {
  return { reason, until, file: places.print(by) };
}

function isRooted(finding: Finding): finding is RootedFinding {
  return "analysis" in finding;
}

/** What makes a finding the same one when lines have moved: not where it is, but what it is about. */
interface FindingSubject {
  readonly code: string;
  readonly file: string;
  readonly vault: string | null;
  /** Where it holds, when that is not everywhere: what is accepted in one environment is not in another. */
  readonly environments: readonly string[];
  /** The text that the finding underlines. */
  readonly text: string;
}

/** A text that is the same for the same subject. Line ends and indentation do not count. */
function subjectOf({ code, file, vault, environments, text }: FindingSubject): string {
  return JSON.stringify([code, file, vault ?? "", text.replace(/\s+/g, " "), ...environments]);
}

/** A short text for each subject by the SHA-256 of its text, in the order given; equal subjects are counted, so that all differ. */
function fingerprintsOf(hashes: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return hashes.map((hash) => {
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    return `${hash.slice(0, 16)}:${count}`;
  });
}
