import { answerOf } from "./answer.ts";
import { type Disk, idOfPath, printPath } from "./disk.ts";
import { exitStatus } from "./exit-status.ts";
import { fixedFiles, protectedFiles, writeFixed } from "./fix.ts";
import { helpText } from "./help.ts";
import type { Complaint } from "./complaint.ts";
import { voiceIn } from "./language.ts";
import type { Host } from "./host.ts";
import { type Options, readOptions } from "./options.ts";
import { writeOutput } from "./output-file.ts";
import { openGround, type OpenedGround } from "./open-ground.ts";
import schema from "../../../schemas/report.schema.json" with { type: "json" };
import { completionScript } from "./completions.ts";
import { nearestRule, printRule, ruleEntries } from "./rules.ts";
import {
  differenceOf,
  emptyReport,
  findRule,
  hasErrors,
  listErrors,
  listUnread,
  oncePerKey,
  paint,
  printReport,
  type Report,
  rules,
  useLimits,
  version,
  visible,
  withoutCommands,
} from "../core/index.ts";

/** Runs the command line; the result is the exit status. */
export function main(argv: readonly string[], host: Host): number {
  const reading = readOptions(argv);
  switch (reading.kind) {
    case "help":
      host.out(helpText(voiceIn(reading.language).cli.help, reading.about));
      return 0;
    case "schema":
    case "completions": {
      const text =
        reading.kind === "schema" ? `${JSON.stringify(schema, null, 2)}\n` : completionScript(reading.shell);
      return write(text, reading, { host, inputs: new Set() }) ? 0 : 2;
    }
    case "mcp":
      return 0;
    case "version":
      host.out(`${version}\n`);
      return 0;
    case "usage": {
      const { usage, tryHelp } = voiceIn(reading.language).cli;
      say([usage(reading.fault)], host);
      host.error(`${tryHelp}\n`);
      return 2;
    }
    case "options": {
      const { options } = reading;
      if (options.command === "rules") return runRules(options, host);
      useLimits(options.limits);
      return options.fix || options.writesTests
        ? runWriting(options, host)
        : run(openGround(options, host), options, host);
    }
  }
}

function run(opened: OpenedGround, options: Options, host: Host): number {
  const { ground } = opened;
  const voice = voiceIn(options.language);
  const { report, remarks, complaints, failed, undecided } = answerOf(opened, options);
  if (!options.quiet) say(remarks.map(voice.cli.remark), host);
  const said = complaints.map(voice.cli.complaint);
  say(said, host);
  const isQuiet = options.quiet && options.output === null;
  const isSilent = options.format === "text" && (isQuiet || complaints.length > 0);
  if (isSilent) say(listErrors(report, voice.words), host);
  else if (!hasErrors(options.format)) say(listUnread(report, voice.words), host);
  const writing = { host, failed, inputs: ground.inputs, complaints: said, disk: ground.disk };
  const isWritten = isSilent || emit(report, options, writing);
  return exitStatus(report, options, { failed: failed || !isWritten, undecided });
}

/** Applies fixes, or writes access tests, and reports what is left. */
function runWriting(options: Options, host: Host): number {
  const opened = openGround(options, host);
  const fixed = options.fix ? fixedFiles(opened.ground, options.fix) : protectedFiles(opened.ground);
  if (options.isDryRun) {
    const lines = fixed
      .flatMap((each) => differenceOf(each, printPath(each.id)))
      .map((line) => `${visible(line)}\n`);
    write(withoutCommands(lines.join("")), options, { host, inputs: opened.ground.inputs });
    return opened.ground.isWhole ? 0 : run(opened, { ...options, quiet: true }, host);
  }
  if (fixed.length === 0) return run(opened, options, host);
  const voice = voiceIn(options.language);
  const refused = fixed.flatMap((each) => writeFixed(each, opened.ground) ?? []);
  say(refused.map(voice.cli.complaint), host);
  const files = fixed.map(({ id }) => printPath(id));
  if (!options.quiet && refused.length === 0)
    say([voice.cli.remark({ kind: options.fix ? "files-fixed" : "tests-written", files })], host);
  const status = run(openGround(options, host), options, host);
  return refused.length > 0 ? 2 : status;
}

function say(lines: readonly string[], host: Host): void {
  for (const line of lines) host.error(withoutCommands(`keyvault-network: ${visible(line)}\n`));
}

function complain(complaint: Complaint, { language }: Pick<Options, "language">, host: Host): void {
  say([voiceIn(language).cli.complaint(complaint)], host);
}

function runRules(options: Options, host: Host): number {
  const [wanted] = options.paths;
  const rule = wanted === undefined ? null : findRule(wanted);
  if (wanted !== undefined && !rule) {
    complain({ kind: "no-rule", rule: wanted, near: nearestRule(wanted) }, options, host);
    return 2;
  }
  const { words } = voiceIn(options.language);
  const writing = { host, failed: false, inputs: new Set<string>(), complaints: [] };
  if (rule && options.format === "text") return write(printRule(rule, words), options, writing) ? 0 : 2;
  const listed = ruleEntries(rule ? [rule] : rules, words);
  return emit({ ...emptyReport, rules: listed }, options, writing) ? 0 : 2;
}

/** Where a text goes, and what must be known to write it. */
interface Writing {
  readonly host: Host;
  readonly failed: boolean;
  readonly inputs: ReadonlySet<string>;
  /** What the command could not do. */
  readonly complaints: readonly string[];
  /** The files that were read, which a terminal is shown lines of. */
  readonly disk?: Disk;
}

function emit(report: Report, options: Options, writing: Writing): boolean {
  const color = options.color && writing.host.color && options.output === null;
  const { failed, complaints, host, disk } = writing;
  const isRead = host.isTerminal === true && options.output === null;
  return write(
    printReport(options.format, report, {
      ...options,
      contents: [options.command],
      words: voiceIn(options.language).words,
      paint: paint(color),
      failed,
      complaints: complaints.map(visible),
      ...(isRead && disk ? { lineAt: lineReader(disk) } : {}),
    }),
    options,
    writing,
  );
}

/** Reads lines of files by the paths that reports print; each file is split once. */
function lineReader({ get }: Disk): (file: string, line: number) => string | null {
  const linesOf = oncePerKey((file: string) => get(idOfPath(file))?.text.split(/\r\n|\r|\n/) ?? []);
  return (file, line) => linesOf(file)[line - 1] ?? null;
}

/** Whether the text could be written where it should be. */
function write(
  text: string,
  options: Pick<Options, "output" | "language">,
  { host, inputs }: Pick<Writing, "host" | "inputs">,
): boolean {
  const { output } = options;
  if (output === null) {
    host.out(text);
    return true;
  }
  const complaint = writeOutput(output, text, inputs);
  if (complaint !== null) complain(complaint, options, host);
  return complaint === null;
}
