import type { Analysis, NamedSourceReading, Source, VerdictReport } from "../core/index.ts";
import {
  builtInTags,
  candidatesOf,
  declaredFor,
  knowsSource,
  readSource,
  reportVaults,
  reportVerdicts,
  resolveSource,
  vaultsMeant,
} from "../core/index.ts";
import { environmentVariable } from "./environment-variable.ts";
import type { PathAccessFiles } from "./access-files.ts";
import type { Complaint } from "./complaint.ts";
import type { Options } from "./options.ts";
import type { OutsideFound } from "./outside.ts";
import { withPipelines } from "./outside.ts";

export interface Simulation {
  readonly verdicts: readonly { readonly analysis: Analysis; readonly verdict: VerdictReport }[];
  /** One line each; any of them is exit status 2. */
  readonly complaints: readonly Complaint[];
}

/**
 * The verdicts for every source and every requested vault. The access file of each root defines the meaning of a
 * name.
 */
export function simulate(
  options: Options,
  analyses: readonly Analysis[],
  files: PathAccessFiles,
  outside: () => OutsideFound,
): Simulation {
  const asked = options.from.map((from) => ({
    from,
    readings: analyses.map((analysis) => ({
      analysis,
      reading: readAt(analysis, from, { files, outside, analyses }),
    })),
  }));
  const complaints = [
    ...asked.flatMap(({ from, readings }) => complaintsOn(from, readings)),
    ...vaultComplaints(options.to, analyses),
  ];
  if (complaints.length > 0) return { verdicts: [], complaints };
  const verdicts = asked.flatMap(({ from, readings }) =>
    readings.flatMap(({ analysis, reading }) => {
      const wanted = new Set(vaultsMeant(options.to, analysis.worlds).map(({ key }) => key));
      return ("source" in reading ? reportVerdicts(analysis.worlds, from, reading.source) : [])
        .filter(({ vaultKey }) => wanted.has(vaultKey))
        .map((verdict) => ({ analysis, verdict }));
    }),
  );
  return { verdicts, complaints };
}

interface Reading {
  readonly analysis: Analysis;
  readonly reading: NamedSourceReading;
}

interface Known {
  readonly analyses: readonly Analysis[];
  readonly files: PathAccessFiles;
  readonly outside: () => OutsideFound;
}

function readAt(analysis: Analysis, from: string, { files, outside, analyses }: Known): NamedSourceReading {
  const sources = files.of(analysis.root)?.sources ?? new Map();
  // Pipelines are read only if one is asked for, or a pool, which may be declared.
  const isJob = /^(?:pipeline|pool):/.test(from.trim());
  const named = isJob ? withPipelines(sources, outside, analysis, analyses) : sources;
  return resolveSource(from, named, { tags: builtInTags, variable: environmentVariable });
}

/** A source must exist in some root; without roots, it only has to be valid. */
function complaintsOn(from: string, readings: readonly Reading[]): readonly Complaint[] {
  const all = readings.length > 0 ? readings.map(({ reading }) => reading) : [readSource(from)];
  const [understood] = all.flatMap((reading) => ("source" in reading ? [reading.source] : []));
  if (understood)
    return sourceComplaints(
      from,
      understood,
      readings.map(({ analysis }) => analysis),
    );
  return all
    .slice(0, 1)
    .flatMap((reading) => ("fault" in reading ? [{ kind: "source", fault: reading.fault } as const] : []));
}

/** Addresses are known everywhere; a subnet or consumer has to be known somewhere, and once only in each root. */
function sourceComplaints(from: string, source: Source, analyses: readonly Analysis[]): readonly Complaint[] {
  if (source.kind === "caller") return [];
  const known = analyses.filter(({ worlds }) => knowsSource(source, worlds));
  if (known.length === 0) {
    const what = source.kind === "consumer" ? "consumer" : "subnet";
    const candidates = [...new Set(analyses.flatMap(({ worlds }) => candidatesOf(source, worlds)))];
    return [{ kind: "no-such-source", from, what, candidates }];
  }
  const declared = known.map(({ worlds }) => declaredFor(source, worlds));
  const candidates = [...new Set(declared.flat())];
  const isAmbiguous = declared.some((each) => each.length > 1);
  return isAmbiguous ? [{ kind: "ambiguous-source", from, candidates }] : [];
}

function vaultComplaints(to: readonly string[], analyses: readonly Analysis[]): readonly Complaint[] {
  const vaults = analyses.flatMap(({ worlds }) => reportVaults(worlds));
  return to.flatMap((pattern) => {
    const found = analyses.some(({ worlds }) => vaultsMeant([pattern], worlds).length > 0);
    const names = [...new Set(vaults.map(({ name, symbol }) => (typeof name === "string" ? name : symbol)))];
    return found ? [] : [{ kind: "no-vault", name: pattern, names } as const];
  });
}
