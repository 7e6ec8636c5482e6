import { isFrozen } from "../files/documents.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import { reportSteps } from "../report/verdicts.ts";
import type { Document } from "../text/document.ts";
import type { DocumentId } from "../text/span.ts";
import type { RootedFinding } from "../workspace/merge-roots.ts";
import type { Edge } from "./entries.ts";
import { byPlace, stepEntry } from "./entries.ts";
import { fingerprintsOf, subjectOf } from "./fingerprints.ts";
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
    .map((finding) => ({ ...findingEntry(finding, edge), hash: edge.hash(textToHash(finding, edge)) }))
    .sort(byPlace(({ code }) => code));
  const fingerprints = fingerprintsOf(entries.map(({ hash }) => hash));
  return entries.map(({ hash: _, suppressed, ...entry }, index) => ({
    ...entry,
    fingerprint: fingerprints[index] ?? "",
    suppressed,
  }));
}

/** What is hashed for the fingerprint of a finding. */
export function textToHash(finding: Finding, { places, get }: Pick<FindingEdge, "places" | "get">): string {
  const { code, vault, span } = finding;
  const text = get(span.document)?.text.slice(span.start, span.end) ?? "";
  return subjectOf({
    code,
    vault,
    text,
    file: places.print(span.document),
    environments: finding.environments ?? [],
  });
}

function findingEntry(found: Finding, edge: FindingEdge): Omit<FindingEntry, "fingerprint"> {
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
    instances: isRooted(found)
      ? found.instances.map(({ root, module, vault, environments }) => ({
          root: places.print(root),
          module,
          vault,
          environments,
        }))
      : [],
    environments: found.environments ?? [],
    related: found.related.map(({ fact, span }) => ({ message: words.related(fact), ...places.start(span) })),
    fixes: found.fixes().map(words.fix),
    suppressed: found.suppressed,
    steps: reportSteps(found.steps()).map((step) => stepEntry(step, edge)),
    frozen: document ? isFrozen(document) : false,
  };
}

function isRooted(finding: Finding): finding is RootedFinding {
  return "analysis" in finding;
}
