import { readFileSync } from "node:fs";
import { main } from "../../server/src/cli/main.ts";
import { commandsHaving } from "../../server/src/cli/option-names.ts";
import { readOptions } from "../../server/src/cli/options.ts";
import type { LogReading } from "../../server/src/cli/read-logs.ts";
import { LogReader } from "../../server/src/core/index.ts";

/** What a run of the command line gave. */
export interface CliRun {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** The day that runs go by where they name none, so that what rules with a date say does not depend on when the tests run. */
const someDay = "2026-12-03";

/** Runs the command line in this process, in the folder of the repository. */
export function runCli(...argv: readonly string[]): CliRun {
  let [out, error] = ["", ""];
  const [command = "", ...others] = argv;
  const hasDay = commandsHaving("today")?.some((each) => each === command) === true;
  const isGiven = others.some((each) => each.startsWith("--today") || each === "--help");
  const dated = hasDay && !isGiven ? [command, "--today", someDay, ...others] : argv;
  const status = main(dated, {
    out: (text) => (out += text),
    error: (text) => (error += text),
    color: false,
    logs: () => logsIn(argv),
    input: () => ({ failure: { isMissing: true, fault: { kind: "no-input" } } }),
  });
  return { status, out, error };
}

/** The logs that a command line names, which the program itself reads in pieces. */
function logsIn(argv: readonly string[]): LogReading {
  const reading = readOptions(argv);
  const reader = new LogReader();
  for (const path of reading.kind === "options" ? reading.options.logs : []) {
    reader.push(readFileSync(path, "utf8"));
    reader.endFile();
  }
  return { log: reader.result() };
}
