import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { largestFile } from "../core/index.ts";

/** The templates of a revision, written into a folder of their own until `remove` is called. */
export interface Checkout {
  /** The top of the repository. */
  readonly top: string;
  /** Where its files are as of the revision. */
  readonly folder: string;
  readonly remove: () => void;
}

/** What may be a template, values for one, or an access file. */
const wanted = /\.(?:json|jsonc|bicep|bicepparam|tf|tfvars)$/i;

/**
 * Writes the templates of a revision into a temporary folder; one line that says why not where git cannot. This is the only place
 * that starts another program: `git` of the path, without a shell, and only its commands that read.
 */
export function checkOut(revision: string): Checkout | { readonly complaint: string } {
  try {
    // A revision that begins with a dash would be an option.
    const commit = git([
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${revision}^{commit}`,
    ]).trim();
    const top = realpathSync(git(["rev-parse", "--show-toplevel"]).trim());
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "keyvault-network-base-")));
    writeFiles(commit, top, folder);
    return {
      top,
      folder,
      remove: () => {
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    return { complaint: `${revision}: ${whyNot(error)}` };
  }
}

function writeFiles(commit: string, top: string, folder: string): void {
  for (const line of git(["ls-tree", "-r", "-z", "--long", commit], top).split("\0")) {
    const [, object = "", size = "", path = ""] = /^\d+ blob (\w+)\s+(\d+)\t(.*)$/s.exec(line) ?? [];
    if (!wanted.test(path) || Number(size) > largestFile) continue;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, execFileSync("git", ["cat-file", "blob", object], { cwd: top, ...limits }));
  }
}

const limits: { readonly maxBuffer: number; readonly stdio: ["ignore", "pipe", "pipe"] } = {
  maxBuffer: 256 * 1024 * 1024,
  stdio: ["ignore", "pipe", "pipe"],
};

function git(argv: readonly string[], cwd?: string): string {
  return execFileSync("git", [...argv], {
    encoding: "utf8",
    ...limits,
    ...(cwd === undefined ? {} : { cwd }),
  });
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "git is not installed";
  return "there is no such folder, nor a revision of this repository";
}
