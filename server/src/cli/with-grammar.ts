import type { HclGrammar } from "../core/index.ts";
import type { Streams } from "./main.ts";

/** Runs the program with what reads Terraform, if it can be had. */
export type Program = (streams: Streams, grammar: () => HclGrammar | undefined) => number;

/**
 * Runs the program; where it turns out to need the grammar of Terraform's language, that is loaded and the program runs again.
 * What it writes is held back until then, so that the rest of the world sees one run. The result is the exit status.
 */
export async function withGrammar(
  program: Program,
  streams: Streams,
  load: () => Promise<HclGrammar>,
): Promise<number> {
  const first = runOnce(program, streams, undefined);
  const run = first.isWanted ? runOnce(program, streams, await load()) : first;
  run.flush();
  return run.status;
}

interface FinishedRun {
  readonly status: number;
  readonly isWanted: boolean;
  readonly flush: () => void;
}

function runOnce(program: Program, streams: Streams, grammar: HclGrammar | undefined): FinishedRun {
  const held: (() => void)[] = [];
  let isWanted = false;
  const status = program(
    {
      ...streams,
      out: (text) => {
        held.push(() => {
          streams.out(text);
        });
      },
      error: (text) => {
        held.push(() => {
          streams.error(text);
        });
      },
    },
    () => {
      isWanted = true;
      return grammar;
    },
  );
  return {
    status,
    isWanted,
    flush: () => {
      for (const write of held) write();
    },
  };
}
