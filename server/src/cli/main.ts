import type { PathAccessFiles } from "./access-files.ts";
import { printRule, ruleEntries } from "./check.ts";
import { mayNotRead, printPath } from "./disk.ts";
import { exitStatus } from "./exit-status.ts";
import { help } from "./help.ts";
import { words } from "./language.ts";
import type { Host } from "./host.ts";
import type { Options } from "./options.ts";
import { readOptions } from "./options.ts";
import { writeOutput } from "./output-file.ts";
import { openGround } from "./open-ground.ts";
import type { Problem } from "./problem.ts";
import type { Roots } from "./roots.ts";
import { runCommand } from "./run-command.ts";
import type { ErrorEntry, Places, Report } from "../core/index.ts";
import {
  byPlace,
  compareText,
  emptyReport,
  errorEntries,
  paint,
  printReport,
  unreadEntries,
  version,
  visible,
  withoutCommands,
} from "../core/index.ts";

/** Runs the command line; the result is the exit status. */
export function main(argv: readonly string[], host: Host): number {
  const reading = readOptions(argv);
  switch (reading.kind) {
    case "help":
      host.out(help);
      return 0;
    case "version":
      host.out(`${version}\n`);
      return 0;
    case "usage":
      say([reading.message], host);
      host.error("Try 'keyvault-network --help'.\n");
      return 2;
    case "options":
      return run(reading.options, host);
  }
}

function run(options: Options, host: Host): number {
  if (options.command === "rules") return runRules(options, host);
  const { ground, roots, unknown, failures: found } = openGround(options, host);
  const { files, places, inputs } = ground;
  const outcome = runCommand(ground);
  const failures = [...found, ...(outcome.failures ?? [])];
  const complaints = [...(unknown === null ? [] : [unknown]), ...(outcome.complaints ?? [])];
  const judged = roots.analyses.map(({ root }) => root);
  if (!options.quiet) say(remarks(files, judged, outcome.known ?? 0), host);
  say(complaints, host);
  const report = {
    ...emptyReport,
    skipped: skippedEntries(roots),
    errors: errorEntries(
      roots.analyses,
      [...failures, ...roots.problems].map((each) => problemEntry(each, places)),
      { places, words },
    ),
    ...outcome.report,
    unread: [
      ...unreadEntries(roots, places, (unread) => mayNotRead(unread, ground.disk)),
      ...(outcome.report.unread ?? []),
    ].sort(byPlace(({ source }) => source)),
  };
  const isSilent = options.format === "text" && (options.quiet || complaints.length > 0);
  const failed = failures.length + complaints.length > 0;
  const isWritten = isSilent || emit(report, options, { host, failed, inputs });
  return exitStatus(report, options, {
    failed: failed || !isWritten,
    undecided: outcome.undecided ?? false,
  });
}

/** Additional information printed with the report. */
function remarks(files: PathAccessFiles, roots: readonly string[], known: number): readonly string[] {
  const below = new Set(files.below);
  const above = files.all(roots).filter((file) => !below.has(file));
  return [
    ...above.map(({ document }) => `access file in force: ${printPath(document)}`),
    ...[...files.strangers].map(
      (id) => `${id} is not used: it is not part of this repository; --config would name it`,
    ),
    ...(known > 0 ? [`known findings left out: ${known}`] : []),
  ];
}

function say(lines: readonly string[], host: Host): void {
  for (const line of lines) host.error(withoutCommands(`keyvault-network: ${visible(line)}\n`));
}

function runRules(options: Options, host: Host): number {
  const [code] = options.paths;
  const page = code === undefined ? null : printRule(code);
  if (code !== undefined && page === null) {
    say([`no rule '${code}'`], host);
    return 2;
  }
  const writing = { host, failed: false, inputs: new Set<string>() };
  if (page !== null && options.format === "text") return write(page, options, writing) ? 0 : 2;
  const rules = ruleEntries().filter((rule) => code === undefined || rule.code === code.toUpperCase());
  return emit({ ...emptyReport, rules }, options, writing) ? 0 : 2;
}

function skippedEntries({ skipped }: Roots): Report["skipped"] {
  return skipped
    .map(({ file, reason }) => ({ file: printPath(file), reason }))
    .sort((a, b) => compareText(a.file, b.file));
}

function problemEntry({ file, offset, message }: Problem, places: Places): ErrorEntry {
  return { ...places.at(file, offset), message };
}

/** Where a text goes, and what must be known to write it. */
interface Writing {
  readonly host: Host;
  readonly failed: boolean;
  readonly inputs: ReadonlySet<string>;
}

function emit(report: Report, options: Options, writing: Writing): boolean {
  const color = options.color && writing.host.color && options.output === null;
  const { failed } = writing;
  return write(
    printReport(options.format, report, {
      ...options,
      contents: [options.command],
      words,
      paint: paint(color),
      failed,
    }),
    options,
    writing,
  );
}

/** Whether the text could be written where it should be. */
function write(text: string, { output }: Options, { host, inputs }: Writing): boolean {
  if (output === null) {
    host.out(text);
    return true;
  }
  const complaint = writeOutput(output, text, inputs);
  say(complaint === null ? [] : [complaint], host);
  return complaint === null;
}
