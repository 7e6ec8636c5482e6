import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isAccessPath, openAccessFiles } from "./access-files.ts";
import { printRule, ruleEntries } from "./check.ts";
import { bicepCachePath } from "../bicep-cache.ts";
import type { Disk } from "./disk.ts";
import { idOfPath, openDisk, printPath } from "./disk.ts";
import { byPlace } from "./entries.ts";
import { unknownEnvironment } from "./environments.ts";
import { exitStatus } from "./exit-status.ts";
import { help } from "./help.ts";
import type { Format, Options } from "./options.ts";
import { readOptions } from "./options.ts";
import type { Places } from "./places.ts";
import { placesOf } from "./places.ts";
import { printCsv } from "./formats/csv.ts";
import { printGithub } from "./formats/github.ts";
import { printJson } from "./formats/json.ts";
import { printJunit } from "./formats/junit.ts";
import { printMarkdown } from "./formats/markdown.ts";
import { printSarif } from "./formats/sarif.ts";
import { printTap } from "./formats/tap.ts";
import { printText } from "./formats/text.ts";
import type { ErrorEntry, Report } from "./report.ts";
import type { Roots } from "./roots.ts";
import { findRoots } from "./roots.ts";
import { runCommand } from "./run-command.ts";
import type { Paint } from "./formats/terminal.ts";
import { paint, visible } from "./formats/terminal.ts";
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
  const disk = openDisk(grammar, `${idOfPath(bicepCachePath)}/`);
  const places = placesOf(disk);
  const paths = pathsOf(options);
  const files = openAccessFiles({ ...options, paths }, disk);
  const roots = findRoots({ ...options, paths: paths.map(withoutAccessFile), files }, disk);
  const unknown = unknownEnvironment(options.environment, roots.analyses, files);
  const outcome = runCommand({ options, paths, analyses: roots.analyses, files, disk, places });
  const complaints = [...(unknown === null ? [] : [unknown]), ...(outcome.complaints ?? [])];
  const failures = [...roots.failures, ...(outcome.failures ?? [])];
  const report = { ...emptyReport({ ...roots, failures }, places), ...outcome.report };
  sayBeside(complaints, outcome.known ?? 0, options, streams);
  const isSilent = options.format === "text" && (options.quiet || complaints.length > 0);
  const isWritten = isSilent || emit(report, options, streams);
  const failed = failures.length + complaints.length > 0 || !isWritten;
  return exitStatus(report, options, { failed, undecided: outcome.undecided ?? false });
}

function pathsOf({ command, paths }: Options): readonly string[] {
  // The first of explain-403 is the text to explain.
  const templates = command === "explain-403" ? paths.slice(1) : paths;
  return templates.length > 0 ? templates : ["."];
}

/** An access file that is named stands for the templates of its folder. */
function withoutAccessFile(path: string): string {
  return isAccessPath(path) ? dirname(path) : path;
}

function sayBeside(complaints: readonly string[], known: number, options: Options, streams: Streams): void {
  const remarks = known > 0 && !options.quiet ? [`known findings left out: ${known}`] : [];
  for (const line of [...complaints, ...remarks]) streams.error(`keyvault-network: ${visible(line)}\n`);
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
  junit: printJunit,
  tap: printTap,
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
