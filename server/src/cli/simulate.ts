import type { Analysis, NamedSourceReading, Source, VerdictReport } from "../core/index.ts";
import {
  ambiguityOf,
  candidatesOf,
  knowsSource,
  oncePerKey,
  reportVaults,
  reportVerdicts,
  resolveSource,
  sourceAmong,
  vaultsMeant,
} from "../core/index.ts";
import { faultsOf, sourceOptions, sourcesAt } from "./callers.ts";
import type { Ground } from "./command-input.ts";
import type { Complaint } from "./complaint.ts";

export interface Simulation {
  readonly verdicts: readonly { readonly analysis: Analysis; readonly verdict: VerdictReport }[];
  /** One line each; any of them is exit status 2. */
  readonly complaints: readonly Complaint[];
}

/**
 * The verdicts for every source and every requested vault. The access file of each root defines the meaning of a
 * name.
 */
export function simulate(ground: Ground): Simulation {
  const { options, analyses } = ground;
  const sources = oncePerKey((root: string) => sourcesAt(root, options.from, ground));
  const asked = options.from.map((from) => ({
    from,
    readings: analyses.map((analysis) => ({
      analysis,
      reading: resolveSource(from, sources(analysis.root), sourceOptions),
    })),
  }));
  const complaints = [
    ...asked.flatMap(({ from, readings }) => complaintsOn(from, readings)),
    ...vaultComplaints(options.to, analyses),
  ];
  if (complaints.length > 0) return { verdicts: [], complaints };
  const seenFrom = sourceAmong(analyses);
  const verdicts = asked.flatMap(({ from, readings }) =>
    readings.flatMap(({ analysis, reading }): Simulation["verdicts"] => {
      if ("fault" in reading) return [];
      const { worlds } = analysis;
      const wanted = new Set(vaultsMeant(options.to, worlds).map(({ key }) => key));
      return reportVerdicts(worlds, from, seenFrom(reading.source, analysis))
        .filter(({ vaultKey }) => wanted.has(vaultKey))
        .map((verdict) => ({ analysis, verdict }));
    }),
  );
  const judged = new Set(verdicts.map(({ verdict }) => verdict.from));
  const hasVaults = analyses.some(({ worlds }) => vaultsMeant(options.to, worlds).length > 0);
  const unused = asked.filter(
    ({ from, readings }) => hasVaults && !judged.has(from) && readings.some(isConsumer),
  );
  return { verdicts, complaints: unused.map(({ from }) => ({ kind: "uses-no-vault", from })) };
}

function isConsumer({ reading }: Reading): boolean {
  return "source" in reading && reading.source.kind === "consumer";
}

interface Reading {
  readonly analysis: Analysis;
  readonly reading: NamedSourceReading;
}

/** A source must exist in some root; without roots, it only has to be valid. */
function complaintsOn(from: string, readings: readonly Reading[]): readonly Complaint[] {
  const all = readings.map(({ reading }) => reading);
  const [understood] = all.flatMap((reading) => ("source" in reading ? [reading.source] : []));
  if (!understood) return faultsOf(from, all);
  return sourceComplaints(
    from,
    understood,
    readings.map(({ analysis }) => analysis),
  );
}

/** Addresses are known everywhere; a subnet or consumer has to be known somewhere, and once only in each root. */
function sourceComplaints(from: string, source: Source, analyses: readonly Analysis[]): readonly Complaint[] {
  if (source.kind === "caller") return [];
  const ambiguous = [...new Set(analyses.flatMap(({ worlds }) => ambiguityOf(source, worlds)))];
  if (ambiguous.length > 0) return [{ kind: "ambiguous-source", from, candidates: ambiguous }];
  if (analyses.some(({ worlds }) => knowsSource(source, worlds))) return [];
  const what = source.kind === "consumer" ? "consumer" : "subnet";
  const candidates = [...new Set(analyses.flatMap(({ worlds }) => candidatesOf(source, worlds)))];
  return [{ kind: "no-such-source", from, what, candidates }];
}

function vaultComplaints(to: readonly string[], analyses: readonly Analysis[]): readonly Complaint[] {
  const vaults = analyses.flatMap(({ worlds }) => reportVaults(worlds));
  return to.flatMap((pattern) => {
    const found = analyses.some(({ worlds }) => vaultsMeant([pattern], worlds).length > 0);
    const names = [...new Set(vaults.map(({ name, symbol }) => (typeof name === "string" ? name : symbol)))];
    return found ? [] : [{ kind: "no-vault", name: pattern, names } as const];
  });
}
