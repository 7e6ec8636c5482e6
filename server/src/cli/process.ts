import { isatty } from "node:tty";
import { failureFrom, once, oncePerKey, visible, limits } from "../core/index.ts";
import { Deadline } from "./deadline.ts";
import { voiceIn } from "./language.ts";
import { languageIn, type Options, readOptions } from "./options.ts";
import { printPath, type TextReading, textOf } from "./disk.ts";
import { showProgress, type Step } from "./progress.ts";
import { localFiles, tooLarge } from "./file-system.ts";
import type { Host } from "./host.ts";
import { main } from "./main.ts";
import { readLogs } from "./read-logs.ts";

/** Runs the command line of this process. */
export function runProcess(deadline?: Deadline, serve: () => void = () => undefined): void {
  const { stdout } = process;

  // The reader of the output may stop reading, which is not an error; a full disk is one.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.exitCode = 2;
    const said = voiceIn(languageIn(process.argv.slice(2))).cli.notPrinted(error.message);
    stderr().write(`keyvault-network: ${said}\n`);
  });

  const progress = isatty(2)
    ? showProgress((text) => stderr().write(text), Date.now, process.stderr.columns || undefined)
    : null;
  const streams = {
    out: (text: string) => {
      progress?.clear();
      stdout.write(text);
    },
    error: (text: string) => {
      progress?.clear();
      stderr().write(text);
    },
    isTerminal: stdout.isTTY,
    color: stdout.isTTY && allowsColor(process.env),
  };

  const step: Step = (root, ...count) => progress?.step(visible(printPath(root)), ...count);
  const given = deadline ?? new Deadline(undefined, step);
  void runProgram(
    process.argv.slice(2),
    streams,
    { input: () => readInput(process.stdin), serve },
    given,
  ).then((status) => {
    // A failure to write what was said is not undone by what was said.
    process.exitCode ??= status;
  });
}

/** Whether the environment asks for no plain text; empty, the variable counts as not set (https://no-color.org). */
export function allowsColor(environment: Readonly<Partial<Record<string, string>>>): boolean {
  return (environment["NO_COLOR"] ?? "") === "";
}

/** Node loads what a stream needs when it is first asked for; most runs say nothing there. */
const stderr = once(() => process.stderr.on("error", () => undefined));

/** What the program may have to wait for. */
interface Sources {
  readonly input: () => Promise<TextReading>;
  /** Answers the requests of agents, after the program has ended. */
  readonly serve?: () => void;
}

/**
 * Waits for what a command line may need, and runs it, once. The result is the exit status; a mistake of the program itself is one
 * line, and never looks like findings.
 */
export async function runProgram(
  argv: readonly string[],
  streams: Pick<Host, "out" | "error" | "color" | "isTerminal">,
  sources: Sources,
  deadline = new Deadline(),
): Promise<number> {
  try {
    const reading = readOptions(argv);
    if (reading.kind === "mcp") {
      sources.serve?.();
      return 0;
    }
    const options = reading.kind === "options" ? reading.options : null;
    const files = { ...localFiles, list: oncePerKey(localFiles.list) };
    const input = options && readsInput(options) ? await sources.input() : noInput;
    const logs = options?.command === "replay" ? await readLogs(options.logs, deadline.step) : null;
    return main(argv, { ...streams, input: () => input, ...(logs && { logs: () => logs }), deadline, files });
  } catch (error) {
    const { cli, words } = voiceIn(languageIn(argv));
    const { fact } = failureFrom(error);
    const why = error instanceof Error ? error.message : String(error);
    const said =
      fact.kind === "internal-error" ? cli.failed(why.replaceAll(/\s+/g, " ")) : words.failure(fact);
    streams.error(`keyvault-network: ${said}\n`);
    return 2;
  }
}

const noInput: TextReading = { failure: { isMissing: true, fault: { kind: "no-input" } } };

function readsInput({ command, paths }: Options): boolean {
  return command === "explain-403" && (paths[0] ?? "-") === "-";
}

/** Reads a stream to its end, with the limit and encodings of files. */
export async function readInput(stream: AsyncIterable<Uint8Array>): Promise<TextReading> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > limits.fileSize) return { failure: tooLarge };
      chunks.push(chunk);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { failure: { isMissing: false, fault: { kind: "cannot-read", why } } };
  }
  return textOf(Buffer.concat(chunks));
}
