import { main } from "../../server/src/cli/main.ts";

/** What a run of the command line gave. */
export interface CliRun {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line in this process, in the folder of the repository. */
export function runCli(...argv: readonly string[]): CliRun {
  let [out, error] = ["", ""];
  const status = main(argv, {
    out: (text) => (out += text),
    error: (text) => (error += text),
    color: false,
    input: () => ({ failure: { isMissing: true, fault: { kind: "no-input" } } }),
  });
  return { status, out, error };
}
