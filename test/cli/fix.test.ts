import { chmodSync, cpSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { afterEach, describe, expect, test } from "vitest";
import { fixtureFolders, fixturesIn } from "../rules/harness/fixtures.ts";
import { closed, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

let at: Workspace | null = null;
afterEach(() => {
  at?.remove();
  at = null;
});

function open(files: Readonly<Record<string, string | Buffer>>): Workspace {
  at = workspace(files);
  return at;
}

const template = templateText([
  vaultResource("kv-one", {
    defaultAction: "Allow",
    bypass: "None",
    ipRules: [{ value: "203.0.113.7" }, { value: "203.0.113.0/24" }],
  }),
  vaultResource("kv-two", {
    ...closed,
    ipRules: [{ value: "203.0.113.7" }, { value: "203.0.113.0/24" }],
  }),
]);

describe("check --fix", () => {
  test("applies what affects no access, reports the rest, and leaves an open vault open", () => {
    const { run, path } = open({ "main.json": template });
    const { status, out, error } = run("check", "./", "--fix", "--only", "KV101,KV205");
    expect(status).toBe(1);
    expect(error).toContain("keyvault-network: fixed main.json\n");
    expect(out).toContain("KV101");
    expect(out).not.toContain("KV205");
    const text = readFileSync(path("main.json"), "utf8");
    expect(text).toContain('"defaultAction": "Allow"');
    expect(text).toContain("203.0.113.0/24");
    expect(text).not.toContain('"203.0.113.7"');
  });

  test.each([["--fix", "KV101"], ["--fix=KV101"], ["--fix", "open-to-the-internet"]])(
    "closes a vault if %s %s asks for it, and only then",
    (...fix) => {
      const { run, path } = open({ "main.json": template });
      expect(run("check", "./", ...fix).out).not.toContain("KV101");
      expect(readFileSync(path("main.json"), "utf8")).not.toContain('"Allow"');
    },
  );

  test("takes a path behind it as a path, not as a rule", () => {
    const { run, path } = open({ "KV101.json": template });
    expect(run("check", "--fix", "./KV101.json").error).toContain("fixed KV101.json");
    expect(readFileSync(path("KV101.json"), "utf8")).toContain('"Allow"');
  });

  test("keeps what is suppressed", () => {
    const text = template.replace(
      '"203.0.113.7"\n',
      '"203.0.113.7" // keyvault-network-ignore KV205: kept\n',
    );
    const { run, path } = open({ "main.jsonc": text.replaceAll('"Allow"', '"Deny"') });
    const before = readFileSync(path("main.jsonc"), "utf8");
    run("check", "./main.jsonc", "--fix", "--only", "KV205");
    const after = readFileSync(path("main.jsonc"), "utf8");
    expect(after).toContain("keyvault-network-ignore KV205: kept");
    expect(after.length).toBeLessThan(before.length);
  });

  test("changes nothing where something could not be read", () => {
    const { run, path } = open({ "main.json": template, "broken.json": template.slice(0, -20) });
    expect(run("check", "./", "--fix").status).toBe(2);
    expect(readFileSync(path("main.json"), "utf8")).toBe(template);
  });

  test.skipIf(process.platform === "win32")(
    "keeps a byte order mark, and the permissions of the file",
    () => {
      const { run, path } = open({ "main.json": `\ufeff${template}` });
      chmodSync(path("main.json"), 0o640);
      run("check", "./", "--fix");
      const text = readFileSync(path("main.json"), "utf8");
      expect(text.startsWith("\ufeff{")).toBe(true);
      expect(text.length).toBeLessThan(template.length);
      expect(statSync(path("main.json")).mode & 0o777).toBe(0o640);
    },
  );

  test("does not write a file that is not UTF-8", () => {
    const bytes = Buffer.from(`\ufeff${template}`, "utf16le");
    const { run, path } = open({ "main.json": bytes });
    const { status, error } = run("check", "./", "--fix");
    expect(status).toBe(2);
    expect(error).toContain("main.json was not written: it changed meanwhile or is not UTF-8");
    expect(readFileSync(path("main.json")).equals(bytes)).toBe(true);
  });

  test.each([
    [["vaults", "--fix"], "--fix is available only for check"],
    [["check", "--dry-run"], "check requires --fix"],
    [["check", "--fix=KV1001"], "unknown rule 'KV1001'; did you mean 'KV101'?"],
  ])("%j is refused", (argv, message) => {
    const { run } = open({});
    expect(run(...argv)).toMatchObject({ status: 2, error: expect.stringContaining(message) as string });
  });
});

describe("check --fix --dry-run", () => {
  test("writes nothing, and prints changes that git applies to the same files", () => {
    const { run, path, folder } = open({ "main.json": template });
    const { status, out } = run("check", "./", "--fix", "KV101", "--dry-run");
    expect(status).toBe(0);
    expect(readFileSync(path("main.json"), "utf8")).toBe(template);
    expect(out).toMatch(/^--- main\.json\n\+\+\+ main\.json\n@@ -\d+,\d+ \+\d+,\d+ @@\n-/);
    writeFileSync(path("changes.patch"), out);
    execFileSync("git", ["apply", "--unidiff-zero", "-p0", "changes.patch"], { cwd: folder });
    const applied = readFileSync(path("main.json"), "utf8");
    writeFileSync(path("main.json"), template);
    run("check", "./", "--fix", "KV101");
    expect(readFileSync(path("main.json"), "utf8")).toBe(applied);
  });

  test("prints nothing where nothing would change", () => {
    const { run } = open({ "main.json": templateText([vaultResource("kv", closed)]) });
    expect(run("check", "./", "--fix", "--dry-run")).toMatchObject({ status: 0, out: "" });
  });
});

/** The examples of rules whose fixes affect no access, in all syntaxes of a page at once. */
const tidied = fixtureFolders()
  .filter((folder) => /^kv20[356]-|^kv213-/.test(folder))
  .flatMap((folder) => [...new Map(fixturesIn(folder).map((each) => [each.stem, each])).values()]);

test("the diff of what check --fix changes in the examples of rules is empty", () => {
  let changed = 0;
  for (const fixture of tidied) {
    const inside = [...fixture.files].map(([path, { text }]) => [`now${path}`, text] as const);
    const { run, json, path, remove } = workspace(Object.fromEntries(inside));
    cpSync(path("now"), path("before"), { recursive: true });
    if (run("check", "./now", "--fix").error.includes("fixed")) {
      changed++;
      const { report } = json("diff", "./now", "--base", "./before");
      expect(report.changes, `${fixture.folder}/${fixture.stem}`).toEqual([]);
      expect(run("check", "./now", "--fix", "--dry-run").out, "a second time").toBe("");
    }
    remove();
  }
  expect(changed).toBeGreaterThan(5);
});
