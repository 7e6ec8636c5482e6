import {
  type Analysis,
  type NamedSourceReading,
  oncePerKey,
  reportVaults,
  reportVerdicts,
  resolveSource,
  sourceAmong,
  vaultsMeant,
  type VerdictReport,
} from "../core/index.ts";
import { complaintsOn, sourceOptions, sourcesAt } from "./callers.ts";
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
    ...asked.flatMap(({ from, readings }) =>
      complaintsOn(
        from,
        readings.map(({ reading }) => reading),
        analyses,
      ),
    ),
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

function vaultComplaints(to: readonly string[], analyses: readonly Analysis[]): readonly Complaint[] {
  const vaults = analyses.flatMap(({ worlds }) => reportVaults(worlds));
  return to.flatMap((pattern) => {
    const found = analyses.some(({ worlds }) => vaultsMeant([pattern], worlds).length > 0);
    const names = [...new Set(vaults.map(({ name, symbol }) => (typeof name === "string" ? name : symbol)))];
    return found ? [] : [{ kind: "no-vault", name: pattern, names } as const];
  });
}
