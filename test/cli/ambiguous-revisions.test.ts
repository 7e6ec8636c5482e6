import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasGit } from "../support/git.ts";
import { runCli } from "./run-cli.ts";
import { closed, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

const open = templateText([vaultResource("kv", { defaultAction: "Allow" })]);
const before = process.cwd();
let at: Workspace;

function git(...argv: readonly string[]): string {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  return execFileSync("git", [...identity, ...argv], { cwd: at.folder, encoding: "utf8" }).trim();
}

beforeAll(() => {
  if (!hasGit) return;
  at = workspace({ "kv.json": templateText([vaultResource("kv", closed)]) });
  git("init", "--quiet", "--initial-branch", "main");
  git("add", ".");
  git("commit", "--quiet", "--message", "closed");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  git("update-ref", "refs/remotes/origin/HEAD", "HEAD");
  git("branch", "release");
  git("tag", "v1");
  git("branch", "v1");
  writeFileSync(at.path("kv.json"), open);
  git("commit", "--quiet", "--all", "--message", "open");
  process.chdir(at.folder);
});
afterAll(() => {
  if (!hasGit) return;
  process.chdir(before);
  at.remove();
});

describe.runIf(hasGit)("a tag that is called like what is compared with", () => {
  it.each([
    ["origin/main", "origin/main", []],
    ["origin/main~0", "origin/main", []],
    ["origin/main", "origin/main", ["--annotate", "--message", "x"]],
    ["release", "release", []],
    ["release^{commit}", "release", []],
    ["origin", "origin", []],
  ])("is refused: %s", (base, tag, options) => {
    git("tag", ...options, tag, "HEAD");
    const { status, error } = runCli("diff", "--base", base, ".");
    git("tag", "--delete", tag);
    expect(status).toBe(2);
    expect(error).toContain(`${base} can mean several commits`);
    expect(error).toContain(`refs/tags/${tag}`);
    expect(runCli("diff", "--base", base, ".").out).toContain("internet → kv: denied → allowed");
  });

  it("is refused where it is called like the beginning of a commit", () => {
    const short = git("rev-parse", "--short", "HEAD~1");
    git("tag", short, "HEAD");
    const { status, error } = runCli("diff", "--base", short, ".");
    git("tag", "--delete", short);
    expect(status).toBe(2);
    expect(error).toContain(`refs/tags/${short}`);
  });

  it("does not matter to names in full, nor if it is of the same commit", () => {
    git("tag", "origin/main", "HEAD");
    git("tag", "refs/remotes/origin/main", "HEAD");
    const outs = ["refs/remotes/origin/main", "v1", "HEAD~1", git("rev-parse", "HEAD~1")].map(
      (base) => runCli("diff", "--base", base, ".").out,
    );
    git("tag", "--delete", "origin/main", "refs/remotes/origin/main");
    expect(new Set(outs).size).toBe(1);
    expect(outs[0]).toContain("internet → kv: denied → allowed");
  });
});
