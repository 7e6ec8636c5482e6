import { failureFrom, oncePerKey } from "../core/index.ts";
import { Deadline } from "./deadline.ts";
import type { TextReading } from "./disk.ts";
import { localFiles } from "./file-system.ts";
import type { Host } from "./host.ts";
import { voiceIn } from "./language.ts";
import { main } from "./main.ts";
import { languageIn, type Options, readOptions } from "./options.ts";

/** What the program may have to wait for. */
export interface Sources {
  readonly input: () => Promise<TextReading>;
}

/**
 * Waits for what a command line may need, and runs it, once. The result is the exit status; a mistake of the program itself is one
 * line, and never looks like findings.
 */
export async function runProgram(
  argv: readonly string[],
  streams: Pick<Host, "out" | "error" | "color" | "onInput">,
  sources: Sources,
  deadline = new Deadline(),
): Promise<number> {
  try {
    const reading = readOptions(argv);
    const options = reading.kind === "options" ? reading.options : null;
    const files = { ...localFiles, list: oncePerKey(localFiles.list) };
    const input = options && readsInput(options) ? await sources.input() : noInput;
    return main(argv, { ...streams, input: () => input, deadline, files });
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
