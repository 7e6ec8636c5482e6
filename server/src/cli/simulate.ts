import picomatch from "picomatch";
import type { Analysis, Source, VerdictReport } from "../core/index.ts";
import { candidatesOf, knowsSource, readSource, reportVaults, reportVerdicts } from "../core/index.ts";
import type { Options } from "./options.ts";

export interface Simulation {
  readonly verdicts: readonly { readonly root: string; readonly verdict: VerdictReport }[];
  /** One line each; any of them is exit status 2. */
  readonly complaints: readonly string[];
}

/** The verdicts on every source at every vault asked for. */
export function simulate(options: Options, analyses: readonly Analysis[]): Simulation {
  const readings = options.from.map((from) => ({ from, reading: readSource(from) }));
  const sources = readings.flatMap(({ from, reading }) =>
    "source" in reading ? [{ from, source: reading.source }] : [],
  );
  const complaints = [
    ...readings.flatMap(({ reading }) => ("error" in reading ? [reading.error] : [])),
    ...sources.flatMap(({ from, source }) => sourceComplaints(from, source, analyses)),
    ...vaultComplaints(options.to, analyses),
  ];
  if (complaints.length > 0) return { verdicts: [], complaints };
  const isWanted = vaultFilter(options.to);
  const verdicts = sources.flatMap(({ from, source }) =>
    analyses.flatMap(({ root, worlds }) =>
      reportVerdicts(worlds, from, source)
        .filter((verdict) => isWanted(verdict.vault, verdict.vaultName))
        .map((verdict) => ({ root, verdict })),
    ),
  );
  return { verdicts, complaints };
}

/** A subnet has to be known somewhere, and once only in each root. */
function sourceComplaints(from: string, source: Source, analyses: readonly Analysis[]): readonly string[] {
  const known = analyses.filter(({ worlds }) => knowsSource(source, worlds));
  const candidates = [...new Set(analyses.flatMap(({ worlds }) => candidatesOf(source, worlds)))];
  if (known.length === 0) {
    const list = candidates.length > 0 ? `; there is ${candidates.join(", ")}` : "; no subnet is declared";
    return [`${from}: no such subnet${list}`];
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
    const names = vaults.map((vault) => vault.symbol).join(", ");
    return found ? [] : [`no vault matches '${pattern}'${names === "" ? "" : `; there is ${names}`}`];
  });
}

/** Patterns match the symbol or the name, without case; a pattern equal to the symbol always does, whatever it is made of. */
function vaultFilter(patterns: readonly string[]): (symbol: string, name: string | null) => boolean {
  if (patterns.length === 0) return () => true;
  const isMatch = picomatch([...patterns], {
    nocase: true,
    noext: true,
    nobrace: true,
    nonegate: true,
    dot: true,
    bash: true,
  });
  return (symbol, name) => patterns.includes(symbol) || isMatch(symbol) || (name !== null && isMatch(name));
}
