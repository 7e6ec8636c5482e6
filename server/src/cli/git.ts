import { statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** Git could not be run, or did not know what it was asked about. */
export class GitFailure extends Error {
  /** Git itself is not there. */
  readonly isMissing: boolean;

  constructor(isMissing: boolean) {
    super(isMissing ? "git is not installed" : "git refused");
    this.isMissing = isMissing;
  }
}

/**
 * Runs a command of git that only reads; the result is what it prints. This is the only place that starts another program: git, by
 * its full path and without a shell, so that no folder of the repository is looked into for it, and with all that a repository's
 * configuration could make it start or call turned off.
 */
export function git(argv: readonly string[], { cwd, input }: GitOptions = {}): Buffer {
  try {
    // Most commands need no other program, and to load what starts them takes time.
    const { execFileSync } = process.getBuiltinModule("node:child_process");
    return execFileSync(gitPath(), [...inert, ...argv], {
      maxBuffer: 1024 * 1024 * 1024,
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...inertEnvironment },
      ...(cwd === undefined ? {} : { cwd }),
      input: input ?? "",
    });
  } catch (error) {
    if (error instanceof GitFailure) throw error;
    throw new GitFailure(false);
  }
}

export interface GitOptions {
  readonly cwd?: string;
  readonly input?: string;
}

/** See https://git-scm.com/docs/git-config: a file system monitor and hooks are programs that a repository can name. */
const inert: readonly string[] = [
  "--no-pager",
  "--no-optional-locks",
  "--no-replace-objects",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "protocol.allow=never",
];

/**
 * A partial clone would fetch what it lacks (https://git-scm.com/docs/partial-clone), by a program that its configuration names.
 * Versions of git that do not know the first variable know the second, which leaves no protocol to fetch by.
 */
const inertEnvironment: Readonly<Record<string, string>> = {
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
};

/** Git as the first absolute folder of the path has it: Windows would look into the current folder first. */
function gitPath(): string {
  const name = process.platform === "win32" ? "git.exe" : "git";
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  const found = folders.map((folder) => join(folder, name)).find(isFile);
  if (found === undefined) throw new GitFailure(true);
  return found;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
