import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shown } from "../states/printed.ts";
import { hasGit } from "../support/git.ts";
import { closed, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

const listed = (...ips: readonly string[]): object => ({
  ...closed,
  ipRules: ips.map((value) => ({ value })),
});
const before = templateText([vaultResource("kv", listed("203.0.113.0/28")), vaultResource("gone", closed)]);
const after = templateText([
  vaultResource("kv", { ...listed("198.51.100.7"), bypass: "AzureServices" }),
  vaultResource("new", { defaultAction: "Allow", bypass: "None" }),
]);

let folder: Workspace;
beforeAll(() => {
  folder = workspace({
    "infra/kv.json": before,
    "old/kv.json": before,
    "infra/removed.json": templateText([vaultResource("vanished", listed("192.0.2.1"))]),
    "infra/same.json": templateText([vaultResource("same", closed)]),
  });
  const git = (...argv: readonly string[]): void => {
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...argv], {
      cwd: folder.folder,
      stdio: "ignore",
    });
  };
  if (hasGit) {
    git("init", "--initial-branch", "main");
    git("add", ".");
    git("commit", "--message", "before");
    git("branch", "old");
  }
  writeFileSync(folder.path("infra/kv.json"), after);
  rmSync(folder.path("infra/removed.json"));
});
afterAll(() => {
  folder.remove();
});

const changes = [
  "changed 203.0.113.0/28 kv allowed→denied",
  "changed 198.51.100.7 kv denied→allowed",
  "changed trusted services kv denied→allowed",
  "added internet new null→allowed",
  "removed internet gone denied→null",
];

function tell({ report }: ReturnType<Workspace["json"]>): readonly string[] {
  return report.changes.map(
    ({ kind, from, vault, before: was, after: is }) =>
      `${kind} ${from} ${vault} ${String(was)}→${String(is)}`,
  );
}

/** Runs in the repository of the test, as git looks at the current folder. */
function inFolder<T>(run: () => T): T {
  const now = process.cwd();
  process.chdir(folder.folder);
  try {
    return run();
  } finally {
    process.chdir(now);
  }
}

describe.runIf(hasGit)("diff", () => {
  test("compares with a revision", () => {
    const run = inFolder(() => folder.json("diff", "--base", "HEAD", "infra"));
    expect(run.status).toBe(0);
    expect(tell(run)).toEqual(expect.arrayContaining(changes));
    const told = run.report.changes.filter(({ vault }) => vault !== "vanished");
    expect(told.map(({ file }) => file)).toEqual(told.map(() => "infra/kv.json"));
    expect(run.report.changes.some(({ vault }) => vault === "same")).toBe(false);
  });

  test("reports the vaults of a deleted template, at its former location", () => {
    const { report } = inFolder(() => folder.json("diff", "--base", "HEAD", "infra"));
    const gone = report.changes.filter(({ vault }) => vault === "vanished");
    expect(gone.map(({ kind, from, file }) => `${kind} ${from} ${file}`)).toEqual([
      "removed internet infra/removed.json",
      "removed 192.0.2.1 infra/removed.json",
      "removed public addresses infra/removed.json",
    ]);
  });

  test("compares with a second folder", () => {
    const { report } = folder.json("diff", "./infra", "--base", folder.path("old"));
    expect(tell({ status: 0, report })).toEqual(expect.arrayContaining(changes));
  });

  test("compares those who are asked for", () => {
    const run = inFolder(() => folder.json("diff", "--base", "HEAD", "infra", "--from", "198.51.100.7"));
    expect(tell(run)).toEqual([
      "changed 198.51.100.7 kv denied→allowed",
      "added 198.51.100.7 new null→allowed",
    ]);
  });

  test("takes a name for what the access file of each template says", () => {
    const sides = ["203.0.113.7", "198.51.100.7"].flatMap((ip, index) => [
      [`now/${String(index)}/main.json`, templateText([vaultResource(`kv${String(index)}`, listed(ip))])],
      [`then/${String(index)}/main.json`, templateText([vaultResource(`kv${String(index)}`, closed)])],
      [
        `now/${String(index)}/.keyvault-access.jsonc`,
        JSON.stringify({ version: 1, sources: { office: { ip } } }),
      ],
    ]);
    const at = workspace(Object.fromEntries(sides) as Readonly<Record<string, string>>);
    const compare = (...more: readonly string[]): readonly string[] =>
      tell(at.json("diff", "./now", "--base", at.path("then"), ...more));
    const office = ["changed office kv0 denied→allowed", "changed office kv1 denied→allowed"];
    expect(compare("--from", "office")).toEqual(office);
    expect(compare()).toEqual(expect.arrayContaining(office));
    const state = JSON.stringify([shown({ name: "kv0" }), shown({ name: "kv1" }), shown({ name: "kv2" })]);
    writeFileSync(at.path("state.json"), state);
    expect(tell(at.json("diff", "./now", "--against", "./state.json", "--from", "office"))).toEqual(office);
    const open = shown({ name: "kv2", defaultAction: "Allow" });
    writeFileSync(at.path("state.json"), JSON.stringify([open]));
    expect(tell(at.json("diff", "./now", "--against", "./state.json", "--from", "office"))).toEqual([
      "added office kv0 null→allowed",
      "added office kv1 null→allowed",
      "removed office kv2 allowed→null",
    ]);
    at.remove();
  });

  test("is a table for a pull request", () => {
    const { out } = inFolder(() =>
      folder.run("diff", "--base", "HEAD", "infra", "--format", "markdown", "--from", "internet"),
    );
    expect(out).toContain("| Change | From | Vault | Before | After | Where |");
    expect(out).toMatch(
      /\| added \| internet \| new \| no vault \| ✓ Allowed \| \[infra\/kv.json:\d+\]\(infra\/kv.json#L\d+\) \|/,
    );
  });

  test("says that nothing changes, and what is not a revision", () => {
    expect(inFolder(() => folder.run("diff", "--base", "HEAD", "infra/same.json"))).toMatchObject({
      status: 0,
      out: "The callers that were compared have the same access. Proved for what the repository declares.\n",
    });
    for (const base of ["no-such-branch", "--output=x", "HEAD; touch x"]) {
      const { status, error } = inFolder(() => folder.run("diff", `--base=${base}`, "infra"));
      expect(status).toBe(2);
      expect(error).toContain("not a folder or a revision of this repository");
    }
  });

  test.each(["HEAD", "./old"])("refuses a path that %s can hold nothing of", (base) => {
    const run = inFolder(() => folder.run("diff", "--base", base, "infra/same.json", "../elsewhere.json"));
    expect(run).toMatchObject({ status: 2, out: "" });
    expect(run.error).toContain("../elsewhere.json is outside the ");
  });

  test("refuses a base that is both a folder and a revision, and says how to write each", () => {
    const changesTo = (base: string): string =>
      inFolder(() => folder.run("diff", "--base", base, "infra", "--from", "internet")).out;
    expect(inFolder(() => folder.run("diff", "--base", "old", "infra"))).toMatchObject({
      status: 2,
      out: "",
      error: expect.stringContaining("write ./old for the folder or old~0 for the revision") as string,
    });
    expect(changesTo("old~0")).toContain("vanished");
    expect(changesTo("./old")).not.toContain("vanished");
  });
});

test.each([
  [["diff", "--base", "", "infra"], "the value of option '--base' is empty"],
  [["diff", "--base=", "infra"], "the value of option '--base' is empty"],
  [["check", "--output", ""], "the value of option '--output' is empty"],
  [["check", ""], "an argument is empty; the current folder is '.'"],
  [["vaults", "infra", ""], "an argument is empty; the current folder is '.'"],
])("refuses what is empty, often a variable that is not set: %j", (argv, message) => {
  const run = inFolder(() => folder.run(...argv));
  expect(run).toMatchObject({ status: 2, out: "" });
  expect(run.error).toContain(`keyvault-network: ${message}\n`);
});

test("an answer that is not known is exit code 3, where that is asked for", () => {
  const unknown = { ...closed, defaultAction: "[newGuid()]" };
  const at = workspace({
    "now/kv.json": templateText([vaultResource("kv", unknown)]),
    "was/kv.json": templateText([vaultResource("kv", closed)]),
  });
  const diff = (...argv: readonly string[]) => at.run("diff", "--base", "./was", "./now", ...argv);
  expect(diff().status).toBe(0);
  expect(diff("--fail-on-unknown")).toMatchObject({
    status: 3,
    out: expect.stringContaining("depends") as string,
  });
  at.remove();
});
