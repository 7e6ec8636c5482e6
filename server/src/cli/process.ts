import { once } from "../core/index.ts";
import type { Deadline } from "./deadline.ts";
import { type EngineFlag, flagsFor } from "./engine.ts";
import { voiceIn } from "./language.ts";
import { languageIn } from "./options.ts";
import { runProgram } from "./program.ts";
import { readInput } from "./read-input.ts";

export interface ProcessOptions {
  readonly deadline?: Deadline;
  /** Sets flags of V8 for what is left to do. */
  readonly setFlags?: (flags: readonly EngineFlag[]) => void;
}

/** Runs the command line of this process. */
export function runProcess({ deadline, setFlags }: ProcessOptions = {}): void {
  const { stdout } = process;

  // The reader of the output may stop reading, which is not an error; a full disk is one.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.exitCode = 2;
    const said = voiceIn(languageIn(process.argv.slice(2))).cli.notPrinted(error.message);
    stderr().write(`keyvault-network: ${said}\n`);
  });

  const streams = {
    out: (text: string) => stdout.write(text),
    error: (text: string) => stderr().write(text),
    color: stdout.isTTY && process.env["NO_COLOR"] === undefined,
    onInput: (size: number) => setFlags?.(flagsFor(size, process.versions.v8)),
  };

  void runProgram(process.argv.slice(2), streams, { input: () => readInput(process.stdin) }, deadline).then(
    (status) => {
      // A failure to write what was said is not undone by what was said.
      process.exitCode ??= status;
    },
  );
}

/** Node loads what a stream needs when it is first asked for; most runs say nothing there. */
const stderr = once(() => process.stderr.on("error", () => undefined));
