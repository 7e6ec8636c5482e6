import type { OutsideReading } from "../../outside/read-outside.ts";
import { suppressByAccessFile } from "../../rules/engine/access-suppressions.ts";
import type { ReportedFinding } from "../../rules/engine/reported-finding.ts";
import { applySuppressions, type CommentedDocument } from "../../rules/engine/suppressions.ts";
import type { DocumentId } from "../../text/document.ts";
import type { Analysis } from "../analyzer.ts";
import { type CheckOptions, optionsWith } from "../check.ts";
import type { RootFindings } from "../merge-roots.ts";
import { outsideFindings } from "./outside-findings.ts";

/** The findings about pipelines and scripts, by where they are. */
export interface OutsideCheck {
  /** At the vaults of roots; `check` marks those that comments there suppress. */
  readonly atVaults: ReadonlyMap<Analysis, readonly ReportedFinding[]>;
  /** In pipelines and scripts, about vaults of roots; suppressed ones are marked. */
  readonly atCalls: readonly RootFindings[];
  /** In pipelines and scripts, about other vaults and about suppressions. */
  readonly unlinked: readonly ReportedFinding[];
}

/**
 * Finds what pipelines and scripts do wrong with vaults. `optionsOf` gives the options for a root or file, with the access file that
 * applies to it.
 */
export function checkOutside(
  reading: OutsideReading,
  analyses: readonly Analysis[],
  optionsOf: (id: DocumentId | null) => CheckOptions,
): OutsideCheck {
  const runOptionsOf = (id: DocumentId): CheckOptions => {
    const options = optionsOf(id);
    return options.accessFile ? optionsWith(options.accessFile, options) : options;
  };
  const { linked, unlinked } = outsideFindings(reading, analyses, runOptionsOf);
  const isAtCall = ({ span }: ReportedFinding): boolean => reading.documents.has(span.document);
  const placed: readonly Placed[] = [
    ...[...linked].flatMap(([analysis, found]) =>
      found.filter(isAtCall).map((finding) => ({ analysis, finding })),
    ),
    ...unlinked.map((finding) => ({ analysis: null, finding })),
  ];
  const marked = applySuppressions(
    placed.map(({ finding }) => finding),
    commented(reading),
    optionsOf(null),
  );
  const accepted = marked.map((finding, index) => {
    const analysis = placed[index]?.analysis ?? null;
    const { accessFile, ...options } = optionsOf(analysis?.root ?? finding.span.document);
    const [own = finding] = accessFile ? suppressByAccessFile([finding], accessFile, options) : [finding];
    return { analysis, finding: own };
  });
  return {
    atVaults: new Map(
      [...linked].map(([analysis, found]) => [analysis, found.filter((each) => !isAtCall(each))]),
    ),
    atCalls: [...linked.keys()].map((analysis) => ({ analysis, findings: findingsOf(accepted, analysis) })),
    unlinked: findingsOf(accepted, null),
  };
}

interface Placed {
  readonly analysis: Analysis | null;
  readonly finding: ReportedFinding;
}

function findingsOf(placed: readonly Placed[], analysis: Analysis | null): readonly ReportedFinding[] {
  return placed.flatMap((each) => (each.analysis === analysis ? [each.finding] : []));
}

function commented({ documents }: OutsideReading): readonly CommentedDocument[] {
  return [...documents.values()].map(({ document, comments, unreadFrom }) => ({
    document,
    comments,
    isWhole: unreadFrom === null,
  }));
}
