import { writeFileSync } from "node:fs";
import type { Analysis } from "../core/index.ts";
import { reportVaults } from "../core/index.ts";
import { applyBaseline } from "./baseline.ts";
import { checkRoots, printRule, ruleEntries } from "./check.ts";
import type { Disk } from "./disk.ts";
import { openDisk, printPath } from "./disk.ts";
import { byPlace, vaultEntry, verdictEntry } from "./entries.ts";
import { exitStatus } from "./exit-status.ts";
import { help } from "./help.ts";
import type { Format, Options } from "./options.ts";
import { readOptions } from "./options.ts";
import type { Places } from "./places.ts";
import { placesOf } from "./places.ts";
import { printCsv } from "./report-csv.ts";
import { printGithub } from "./report-github.ts";
import { printJson } from "./report-json.ts";
import { printMarkdown } from "./report-markdown.ts";
import { printSarif } from "./report-sarif.ts";
import { printText } from "./report-text.ts";
import type { ErrorEntry, Report, VaultEntry } from "./report.ts";
import type { Roots } from "./roots.ts";
import { findRoots } from "./roots.ts";
import { simulate } from "./simulate.ts";
import type { Paint } from "./text.ts";
import { paint } from "./text.ts";
import { version } from "./version.ts";
import { compareText } from "./walk.ts";

/** Where the program writes. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly color: boolean;
}

/** Runs the command line; the result is the exit status. */
export function main(argv: readonly string[], streams: Streams, grammar?: Disk["grammar"]): number {
  const reading = readOptions(argv);
  switch (reading.kind) {
    case "help":
      streams.out(help);
      return 0;
    case "version":
      streams.out(`${version}\n`);
      return 0;
    case "usage":
      streams.error(`keyvault-network: ${reading.message}\nTry 'keyvault-network --help'.\n`);
      return 2;
    case "options":
      return run(reading.options, streams, grammar);
  }
}

function run(options: Options, streams: Streams, grammar: Disk["grammar"]): number {
  if (options.command === "rules") return runRules(options, streams);
  const disk = openDisk(grammar);
  const paths = options.paths.length > 0 ? options.paths : ["."];
  const roots = findRoots({ paths, parameters: options.parameters, exclude: options.exclude }, disk);
  const places = placesOf(disk);
  const { report, complaints, known = 0, undecided } = runCommand(options, roots, disk, places);
  const remarks = known > 0 && !options.quiet ? [`known findings left out: ${known}`] : [];
  for (const line of [...complaints, ...remarks]) streams.error(`keyvault-network: ${line}\n`);
  const isSilent = options.format === "text" && (options.quiet || complaints.length > 0);
  const isWritten = isSilent || emit(report, options, streams);
  const failed = roots.failures.length + complaints.length > 0 || !isWritten;
  return exitStatus(report, options, { failed, undecided });
}

interface Outcome {
  readonly report: Report;
  readonly complaints: readonly string[];
  /** How many findings a baseline holds already. */
  readonly known?: number;
  /** Some answer is unknown. */
  readonly undecided: boolean;
}

function runCommand(options: Options, roots: Roots, disk: Disk, places: Places): Outcome {
  const base = emptyReport(roots, places);
  const { analyses } = roots;
  const vaults = vaultEntries(analyses, places);
  const undecided = vaults.some(({ exposure }) => exposure === "depends");
  switch (options.command) {
    case "vaults":
      return { report: { ...base, vaults }, complaints: [], undecided };
    case "check": {
      const found = checkRoots(analyses, disk, places);
      const { findings, known, complaints } = applyBaseline(found, options);
      const spoken = new Set(findings.map((finding) => finding.vault));
      const about = vaults.filter((vault) => spoken.has(vault.symbol));
      return { report: { ...base, findings, vaults: about }, known, complaints, undecided };
    }
    case "simulate": {
      const { verdicts, complaints } = simulate(options, analyses);
      const placed = verdicts.map((each) => ({ ...places.start(each.verdict.label), ...each }));
      const entries = placed
        .sort(byPlace(({ root, verdict }) => `${root} ${verdict.module ?? ""} ${verdict.vault}`))
        .map(({ root, verdict }) => verdictEntry(verdict, root, places));
      const depends = entries.some(({ verdict }) => verdict === "depends");
      return { report: { ...base, verdicts: entries }, complaints, undecided: depends };
    }
    case "rules":
      return { report: base, complaints: [], undecided: false };
  }
}

function runRules(options: Options, streams: Streams): number {
  const [code] = options.paths;
  const page = code === undefined ? null : printRule(code);
  if (code !== undefined && page === null) {
    streams.error(`keyvault-network: no rule '${code}'\n`);
    return 2;
  }
  if (page !== null && options.format === "text") {
    return write(page, options, streams) ? 0 : 2;
  }
  const rules = ruleEntries().filter((rule) => code === undefined || rule.code === code.toUpperCase());
  return emit({ ...emptyReport(noRoots, null), rules }, options, streams) ? 0 : 2;
}

const noRoots: Roots = { analyses: [], skipped: [], failures: [], problems: [] };

function emptyReport(roots: Roots, places: Places | null): Report {
  const skipped = roots.skipped.map(({ file, reason }) => ({ file: printPath(file), reason }));
  return {
    version: 1,
    tool: { name: "keyvault-network", version },
    vaults: [],
    findings: [],
    verdicts: [],
    tests: [],
    explanation: null,
    changes: [],
    rules: [],
    skipped: skipped.sort((a, b) => compareText(a.file, b.file)),
    errors: places ? errorEntries(roots, places) : [],
  };
}

function errorEntries(roots: Roots, places: Places): readonly ErrorEntry[] {
  const files = [...roots.failures, ...roots.problems].map(({ file, offset, message }) => ({
    ...places.at(file, offset),
    message,
  }));
  const syntax = roots.analyses.flatMap(({ problems }) =>
    problems.map(({ span, message }) => ({ ...places.start(span), message })),
  );
  const distinct = new Map([...files, ...syntax].map((entry) => [JSON.stringify(entry), entry]));
  return [...distinct.values()].sort(byPlace((entry) => entry.message));
}

function vaultEntries(analyses: readonly Analysis[], places: Places): readonly VaultEntry[] {
  const entries = analyses.flatMap(({ root, worlds }) =>
    reportVaults(worlds).map((vault) => vaultEntry(vault, root, places)),
  );
  return entries.sort(byPlace((vault) => `${vault.root} ${vault.module ?? ""} ${vault.symbol}`));
}

function emit(report: Report, options: Options, streams: Streams): boolean {
  const color = options.color && streams.color && options.output === null;
  return write(printers[options.format](report, options, paint(color)), options, streams);
}

/** A new format is a file and a line here. */
const printers: Readonly<Record<Format, (report: Report, options: Options, paint: Paint) => string>> = {
  text: (report, { command }, paint) => printText(report, command, paint),
  json: printJson,
  sarif: printSarif,
  github: printGithub,
  markdown: (report, { command }) => printMarkdown(report, command),
  csv: (report, { command }) => printCsv(report, command),
};

/** Whether the text could be written where it should be. */
function write(text: string, { output }: Options, streams: Streams): boolean {
  if (output === null) {
    streams.out(text);
    return true;
  }
  try {
    writeFileSync(output, text);
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    streams.error(`keyvault-network: ${output} cannot be written: ${why}\n`);
    return false;
  }
}
