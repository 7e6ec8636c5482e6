import { ask, type Asked } from "./cli/ask.ts";
import type { Report } from "./core/index.ts";

export type { Report };

/** The answer to a question about a workspace. */
export interface Answer {
  /** As the command line exits: 0 clean, 1 findings or lost access, 2 not everything was read or understood, 3 undecided. */
  readonly status: number;
  /** What the command line prints with `--format json`. */
  readonly report: Report;
  /** Why there is no complete answer, a sentence each. */
  readonly complaints: readonly string[];
}

export interface WorkspaceOptions {
  /** The environment whose parameter values count; all if left out. */
  readonly environment?: string;
  /** Patterns of files and folders to leave out. */
  readonly exclude?: readonly string[];
}

/** The templates of a folder, or of a file. They are read anew for each question. */
export interface Workspace {
  readonly check: (question?: { readonly only?: readonly string[] }) => Answer;
  readonly vaults: () => Answer;
  readonly simulate: (question: {
    readonly from: readonly string[];
    readonly to?: readonly string[];
  }) => Answer;
  /** Compares with a git revision or another folder, for which `failOn` makes the status 1. */
  readonly diff: (question: {
    readonly base: string;
    readonly failOn?: "gained" | "lost" | "changed";
  }) => Answer;
}

/** Opens the templates at a path; nothing is read before the first question. */
export function openWorkspace(path: string, options: WorkspaceOptions = {}): Workspace {
  const { environment, exclude = [] } = options;
  const common = [
    ...(environment === undefined ? [] : [`--environment=${environment}`]),
    ...exclude.map((each) => `--exclude=${each}`),
  ];
  const answer = (command: string, ...own: readonly string[]): Answer => {
    const { status, report, complaints }: Asked = ask([command, ...common, ...own, "--", path], {
      input: noInput,
    });
    return { status, report, complaints };
  };
  return {
    check: ({ only = [] } = {}) => answer("check", ...(only.length > 0 ? [`--only=${only.join(",")}`] : [])),
    vaults: () => answer("vaults"),
    simulate: ({ from, to = [] }) =>
      answer("simulate", ...from.map((each) => `--from=${each}`), ...to.map((each) => `--to=${each}`)),
    diff: ({ base, failOn }) =>
      answer("diff", `--base=${base}`, ...(failOn === undefined ? [] : [`--fail-on=${failOn}`])),
  };
}

const noInput = (): { readonly text: string } => ({ text: "" });
