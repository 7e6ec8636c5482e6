import { ambiguityOf, candidatesOf, knowsSource, readSource, type Source } from "../access/source.ts";
import { kindOfSource, type SourceKind } from "../access/describe-source.ts";
import type { Verdict } from "../access/verdict.ts";
import { resolveSource } from "../access-file/resolve-source.ts";
import type { NamedSourceFault, NamedSourceReading } from "../access-file/problem.ts";
import { linksWithin } from "../report/vaults.ts";
import { reportVerdicts, type VerdictReport } from "../report/verdicts.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { sourceAmong } from "../workspace/outside/pipeline-sources.ts";
import type { Workspace } from "./callers.ts";

/** Which sources are asked about, at which vaults. */
export interface SimulateQuestion {
  readonly from: readonly string[];
  /** The keys of the vaults of a root that are meant; null for all. */
  readonly to: (analysis: Analysis) => ReadonlySet<string> | null;
  /** The roots that are asked; all of the workspace if left out. */
  readonly among?: readonly Analysis[];
  /** A root as it was before, of which the verdict is compared. */
  readonly before?: (analysis: Analysis) => Analysis | null;
}

/** What is known of one source. */
export interface SourceAnswer {
  readonly from: string;
  /** Null if it cannot be read as a source. */
  readonly kind: SourceKind | "saved" | null;
  /** None if it is ambiguous at a root: which one is meant is the same question everywhere. */
  readonly verdicts: readonly FoundVerdict[];
  readonly problem: SourceProblem | null;
}

export interface FoundVerdict {
  readonly analysis: Analysis;
  readonly verdict: VerdictReport;
  /** What it was before; null if that is the same, or not known. */
  readonly was: Verdict["verdict"] | null;
}

/** Why a source has no verdict. */
export type SourceProblem =
  | { readonly kind: "source"; readonly fault: NamedSourceFault }
  | { readonly kind: "ambiguous-source"; readonly from: string; readonly candidates: readonly string[] }
  | {
      readonly kind: "no-such-source";
      readonly from: string;
      readonly what: "subnet" | "consumer";
      readonly candidates: readonly string[];
    }
  | { readonly kind: "uses-no-vault"; readonly from: string };

type Roots = readonly Pick<Analysis, "worlds">[];

/** The verdicts for every source and every vault that is meant, in the order of the sources. */
export function simulate(
  { analyses, sourcesAt, options }: Workspace,
  { from, to, among = analyses, before = () => null }: SimulateQuestion,
): readonly SourceAnswer[] {
  const seenFrom = sourceAmong(analyses);
  const roots = among.map((analysis) => ({
    analysis,
    sources: sourcesAt(analysis),
    meant: to(analysis),
    before: before(analysis),
  }));
  return from.map((each): SourceAnswer => {
    const readings = roots.map(({ analysis, sources }): NamedSourceReading => {
      const reading = resolveSource(each, sources, options);
      return "fault" in reading ? reading : { ...reading, source: seenFrom(reading.source, analysis) };
    });
    const read = readings.length > 0 ? readings : [resolveSource(each, new Map(), options)];
    const wrong = problemOfSource(each, read, among);
    const verdicts = roots.flatMap((root, at) => {
      const reading = readings[at];
      if (!reading || "fault" in reading || wrong?.kind === "ambiguous-source") return [];
      return verdictsAt(root, each, reading.source);
    });
    const understood = read.find((reading) => "source" in reading);
    const isSaved = roots.some(({ sources }) => sources.has(each));
    return {
      from: each,
      kind: isSaved ? "saved" : understood ? kindOfSource(understood.source) : null,
      verdicts,
      problem: wrong ?? (verdicts.length > 0 ? null : usesNone(each, understood, roots)),
    };
  });
}

/** Whether other roots may say what a source is, or change what it meets: all but addresses, services and consumers. */
export function needsOtherRoots(from: string): boolean {
  const reading = readSource(from);
  return !("source" in reading && (reading.source.kind === "caller" || reading.source.kind === "consumer"));
}

interface Root extends Pick<FoundVerdict, "analysis"> {
  readonly meant: ReadonlySet<string> | null;
  readonly before: Analysis | null;
}

function verdictsAt(
  { analysis, meant, before }: Root,
  from: string,
  source: Source,
): readonly FoundVerdict[] {
  const within = linksWithin(analysis);
  const past = before ? reportVerdicts(before.worlds, from, source) : [];
  return reportVerdicts(analysis.worlds, from, source)
    .filter(({ vaultKey }) => meant?.has(vaultKey) ?? true)
    .map((verdict) => {
      const was = past.find((each) => isAboutTheSame(each, verdict))?.verdict ?? verdict.verdict;
      const linkedTo = verdict.linkedTo ?? within.get(verdict.vaultKey) ?? null;
      return { analysis, verdict: { ...verdict, linkedTo }, was: was === verdict.verdict ? null : was };
    });
}

function isAboutTheSame(a: VerdictReport, b: VerdictReport): boolean {
  return a.vaultKey === b.vaultKey && a.scenario?.service === b.scenario?.service;
}

/** A consumer is asked only about the vaults that it uses. */
function usesNone(
  from: string,
  understood: { readonly source: Source } | undefined,
  roots: readonly Root[],
): SourceProblem | null {
  const isConsumer = understood?.source.kind === "consumer";
  const hasVaults = roots.some(({ analysis: { worlds }, meant }) =>
    worlds.some(({ network }) => network.vaults.some(({ key }) => meant?.has(key) ?? true)),
  );
  return isConsumer && hasVaults ? { kind: "uses-no-vault", from } : null;
}

/** A source has to be valid, and, if there are roots, to mean something in one of them, and one thing only in each. */
export function problemOfSource(
  from: string,
  readings: readonly NamedSourceReading[],
  roots: Roots,
): SourceProblem | null {
  const all = readings.length > 0 ? readings : [readSource(from)];
  const understood = all.flatMap((reading) => ("source" in reading ? [reading.source] : []));
  const [first] = all;
  if (understood.length === 0)
    return first && "fault" in first ? { kind: "source", fault: first.fault } : null;
  // Addresses are known everywhere.
  const source = understood.find(({ kind }) => kind !== "caller");
  if (!source) return null;
  const ambiguous = [...new Set(roots.flatMap(({ worlds }) => ambiguityOf(source, worlds)))];
  if (ambiguous.length > 0) return { kind: "ambiguous-source", from, candidates: ambiguous };
  if (roots.some(({ worlds }) => knowsSource(source, worlds))) return null;
  const what = source.kind === "consumer" ? "consumer" : "subnet";
  const candidates = [...new Set(roots.flatMap(({ worlds }) => candidatesOf(source, worlds)))];
  return { kind: "no-such-source", from, what, candidates };
}
