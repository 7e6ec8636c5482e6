import type { Analysis, NamedSourceReading, Source, VerdictReport } from "../core/index.ts";
import {
  builtInTags,
  candidatesOf,
  knowsSource,
  readSource,
  reportVaults,
  reportVerdicts,
  resolveSource,
  vaultFilter,
} from "../core/index.ts";
import { environmentVariable } from "./environment-variable.ts";
import type { PathAccessFiles } from "./access-files.ts";
import { words } from "./language.ts";
import type { Options } from "./options.ts";

export interface Simulation {
  readonly verdicts: readonly { readonly analysis: Analysis; readonly verdict: VerdictReport }[];
  /** One line each; any of them is exit status 2. */
  readonly complaints: readonly string[];
}

/**
 * The verdicts for every source and every requested vault. The access file of each root defines the meaning of a
 * name.
 */
export function simulate(
  options: Options,
  analyses: readonly Analysis[],
  files: PathAccessFiles,
): Simulation {
  const asked = options.from.map((from) => ({
    from,
    readings: analyses.map((analysis) => ({
      analysis,
      reading: readAt(analysis.root, from, files),
    })),
  }));
  const complaints = [
    ...asked.flatMap(({ from, readings }) => complaintsOn(from, readings)),
    ...vaultComplaints(options.to, analyses),
  ];
  if (complaints.length > 0) return { verdicts: [], complaints };
  const isWanted = vaultFilter(options.to);
  const verdicts = asked.flatMap(({ from, readings }) =>
    readings.flatMap(({ analysis, reading }) =>
      ("source" in reading ? reportVerdicts(analysis.worlds, from, reading.source) : [])
        .filter((verdict) => isWanted(verdict.vault, verdict.vaultName))
        .map((verdict) => ({ analysis, verdict })),
    ),
  );
  return { verdicts, complaints };
}

interface Reading {
  readonly analysis: Analysis;
  readonly reading: NamedSourceReading;
}

function readAt(root: string, from: string, files: PathAccessFiles): NamedSourceReading {
  const sources = files.of(root)?.sources ?? new Map();
  return resolveSource(from, sources, { tags: builtInTags, variable: environmentVariable });
}

/** A source must refer to a caller in at least one root; without any root, it must at least be valid. */
function complaintsOn(from: string, readings: readonly Reading[]): readonly string[] {
  const all = readings.length > 0 ? readings.map(({ reading }) => reading) : [readSource(from)];
  const [understood] = all.flatMap((reading) => ("source" in reading ? [reading.source] : []));
  if (understood)
    return sourceComplaints(
      from,
      understood,
      readings.map(({ analysis }) => analysis),
    );
  return all.slice(0, 1).flatMap((reading) => ("fault" in reading ? [words.sourceFault(reading.fault)] : []));
}

/** A subnet or consumer has to be known somewhere, and once only in each root. */
function sourceComplaints(from: string, source: Source, analyses: readonly Analysis[]): readonly string[] {
  const known = analyses.filter(({ worlds }) => knowsSource(source, worlds));
  const candidates = [...new Set(analyses.flatMap(({ worlds }) => candidatesOf(source, worlds)))];
  if (known.length === 0) {
    const none = source.kind === "consumer" ? "; no resource uses a vault" : "; no subnet is declared";
    const list = candidates.length > 0 ? `; there is ${candidates.join(", ")}` : none;
    return [`${from}: no such ${source.kind === "consumer" ? "consumer" : "subnet"}${list}`];
  }
  const ambiguous =
    candidates.length > 1 && known.some(({ worlds }) => candidatesOf(source, worlds).length > 1);
  return ambiguous ? [`${from} is ambiguous: ${candidates.join(", ")}`] : [];
}

function vaultComplaints(to: readonly string[], analyses: readonly Analysis[]): readonly string[] {
  const vaults = analyses.flatMap(({ worlds }) => reportVaults(worlds));
  return to.flatMap((pattern) => {
    const matches = vaultFilter([pattern]);
    const found = vaults.some((vault) =>
      matches(vault.symbol, typeof vault.name === "string" ? vault.name : null),
    );
    const names = [...new Set(vaults.map((vault) => vault.symbol))].join(", ");
    return found ? [] : [`no vault matches '${pattern}'${names === "" ? "" : `; there is ${names}`}`];
  });
}
