import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../server/src/core/index.ts";
import { hasGit } from "../support/git.ts";
import { runCli } from "./run-cli.ts";
import { closed, linked, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

const open = templateText([vaultResource("kv", { defaultAction: "Allow" })]);
const before = process.cwd();
let at: Workspace;

function git(argv: readonly string[], input = ""): string {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  const stdio: ["pipe", "pipe", "ignore"] = ["pipe", "pipe", "ignore"];
  return execFileSync("git", [...identity, ...argv], {
    cwd: at.folder,
    input,
    stdio,
    encoding: "utf8",
  }).trim();
}

/** A tree object with one entry, whatever it is called. */
function treeOf(mode: string, name: string, object: string): string {
  const entry = Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(object, "hex")]);
  const argv = ["hash-object", "-t", "tree", "-w", "--stdin", "--literally"];
  return execFileSync("git", argv, { cwd: at.folder, input: entry, encoding: "utf8" }).trim();
}

function commitOf(tree: string): string {
  return git(["commit-tree", tree, "-m", "hostile"]);
}

/** A folder for temporary files of its own: other tests write into that of the machine. */
const ownTemporary = mkdtempSync(join(tmpdir(), "keyvault-network-"));
const temporary = process.env["TMPDIR"];

beforeAll(() => {
  if (!hasGit) return;
  process.env["TMPDIR"] = ownTemporary;
  at = workspace({ "repo/kv.json": templateText([vaultResource("kv", closed)]) });
  git(["init", "--initial-branch", "main"]);
  git(["add", "."]);
  git(["commit", "--message", "base"]);
  process.chdir(at.folder);
});
afterAll(() => {
  if (!hasGit) return;
  process.chdir(before);
  at.remove();
  rmSync(ownTemporary, { recursive: true });
  if (temporary === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = temporary;
});

describe.runIf(hasGit)("diff with a revision by another author", () => {
  it.each<readonly [what: string, name: string]>([
    ["the folder above", ".."],
    ["the folder itself", "."],
    ["a backslash", "..\\..\\evil.json"],
  ])("writes nothing where a path leads to %s, and names it", (_, name) => {
    const blob = git(["hash-object", "-w", "--stdin"], open);
    const isFile = name.endsWith(".json");
    const inner = isFile ? blob : treeOf("100644", "evil.json", blob);
    const commit = commitOf(treeOf(isFile ? "100644" : "40000", name, inner));
    const files = (): readonly string[] => [...readdirSync(at.folder), ...readdirSync(tmpdir())].sort();
    const found = files();
    const { status, error, out } = runCli("diff", "--base", commit, ".");
    expect(files()).toEqual(found);
    expect({ status, error }).toMatchObject({ status: 2 });
    expect(out).toContain("the revision contains this path, which is not read");
  });

  it("compares neither side of a submodule, which a revision does not hold, and says so", () => {
    mkdirSync(at.path("main/vendor"), { recursive: true });
    writeFileSync(at.path("main/kv.json"), templateText([vaultResource("kv", closed)]));
    writeFileSync(at.path("main/calls.json"), templateText([linked("m", "vendor/module.json")]));
    writeFileSync(at.path("main/vendor/module.json"), open);
    git(["add", "main/kv.json", "main/calls.json"]);
    const commit = git(["rev-parse", "HEAD"]);
    git(["update-index", "--add", "--cacheinfo", `160000,${commit},main/vendor`]);
    git(["commit", "--message", "submodule"]);
    const compare = (...paths: readonly string[]): Report => {
      const { out } = runCli("diff", "--base", "HEAD", ...paths, "--format", "json");
      return JSON.parse(out) as Report;
    };
    const { changes, unread } = compare("main");
    expect(changes).toEqual([]);
    expect(unread.filter(({ kind }) => kind === "template")).toEqual([
      {
        kind: "template",
        source: "main/vendor",
        file: "main/vendor",
        line: 1,
        character: 1,
        reason: expect.stringContaining("a submodule") as string,
        vault: "possible",
        advice: expect.stringContaining("its own repository") as string,
      },
    ]);
    expect(compare("repo").unread).toEqual([]);
    writeFileSync(at.path("main/kv.json"), open);
    expect(compare("main").changes.map(({ vault, before, after }) => [vault, before, after])).toContainEqual([
      "kv",
      "denied",
      "allowed",
    ]);
  });

  it("does not follow a link to a place of another machine, as if it were one of the repository", () => {
    mkdirSync(at.path("links"));
    writeFileSync(at.path("links/calls.json"), templateText([linked("m", "module.json")]));
    writeFileSync(at.path("links/real.json"), open);
    git(["add", "links"]);
    const link = git(["hash-object", "-w", "--stdin"], "/real.json");
    git(["update-index", "--add", "--cacheinfo", `120000,${link},links/module.json`]);
    git(["commit", "--message", "link"]);
    const { out } = runCli("diff", "--base", "HEAD", "links/calls.json", "--format", "json");
    expect(JSON.parse(out)).toMatchObject({ changes: [] });
  });

  it("reads the texts that templates load on both sides", () => {
    const kv = `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: loadYamlContent('v.yml').action, bypass: 'None' } }
}
`;
    mkdirSync(at.path("yaml"));
    writeFileSync(at.path("yaml/main.bicep"), kv);
    writeFileSync(at.path("yaml/v.yml"), "action: Deny\n");
    git(["add", "yaml"]);
    git(["commit", "--message", "yaml"]);
    writeFileSync(at.path("yaml/v.yml"), "action: Allow\n");
    const { status, out } = runCli("diff", "--base", "HEAD", "yaml", "--from", "internet");
    expect({ status, out }).toMatchObject({
      status: 0,
      out: expect.stringContaining("denied → allowed") as string,
    });
  });

  // Windows would not start a script.
  it.runIf(process.platform !== "win32")("starts no program of the repository", () => {
    const ran = at.path("ran");
    writeFileSync(at.path("program"), `#!/bin/sh\ntouch '${ran}'\nexec git "$@"\n`);
    chmodSync(at.path("program"), 0o755);
    writeFileSync(at.path("git"), `#!/bin/sh\ntouch '${ran}'\n`);
    chmodSync(at.path("git"), 0o755);
    git(["config", "core.fsmonitor", at.path("program")]);
    git(["config", "core.hooksPath", at.folder]);
    git(["config", "core.pager", at.path("program")]);
    git(["config", "remote.origin.uploadpack", `${at.path("program")}; git-upload-pack`]);
    git(["config", "remote.origin.url", at.folder]);
    git(["config", "remote.origin.promisor", "true"]);
    git(["config", "extensions.partialClone", "origin"]);
    const missing = commitOf(treeOf("100644", "gone.bicep", "1234567890123456789012345678901234567890"));
    const path = process.env["PATH"];
    process.env["PATH"] = `.:${path ?? ""}`;
    const { status, out } = runCli("diff", "--base", missing, ".");
    process.env["PATH"] = path;
    expect(existsSync(ran)).toBe(false);
    expect({ status, out }).toMatchObject({
      status: 2,
      out: expect.stringContaining("this clone of the repository does not contain it") as string,
    });
  });
});
