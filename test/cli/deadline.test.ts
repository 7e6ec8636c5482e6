import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Deadline } from "../../server/src/cli/deadline.ts";
import { main } from "../../server/src/cli/main.ts";
import { type Report, rules, TookTooLong } from "../../server/src/core/index.ts";
import { isolated } from "../../server/src/core/logic/isolated.ts";
import { beforeReading } from "../support/hcl-reader.ts";
import { closed, templateText, vaultResource, workspace } from "./workspace.ts";

vi.setConfig({ testTimeout: 120_000 });

const seconds = 0.6;
const why = `it took longer than ${seconds} seconds, so it is left out`;
const open = { defaultAction: "Allow", bypass: "None" };
const good = templateText([vaultResource("kv", open)]);
const terraform = (name: string): string =>
  `resource "azurerm_key_vault" "${name}" {\n  name = "${name}"\n  tenant_id = "t"\n}\n`;
const access =
  '{ "version": 1, "tests": [{ "name": "t", "from": "internet", "to": "kv", "expect": "allow" }] }';

/** A reader that never comes to the end of a text which says so. */
beforeEach(() => {
  beforeReading((text) => {
    for (;;) if (!text.includes('"hang"')) return;
  });
});

/** A rule that never comes to an end where a vault is called `hang`. */
function hangRule(): void {
  const rule = rules.find(({ code }) => code === "KV101");
  if (!rule) throw new Error("KV101 is gone.");
  const check = rule.check.bind(rule);
  vi.spyOn(rule, "check").mockImplementation((network, settings) => {
    const hangs = network.vaults.some(({ name }) => name.kind === "known" && name.value === "hang");
    for (;;) if (!hangs) return check(network, settings);
  });
}

interface Run {
  readonly status: number;
  readonly report: Report;
}

function run(...argv: readonly string[]): Run {
  let out = "";
  const status = main([...argv, "--format", "json"], {
    out: (text) => (out += text),
    error: () => undefined,
    color: false,
    deadline: new Deadline(seconds * 1000),
    input: () => ({ failure: { isMissing: true, fault: { kind: "no-input" } } }),
  });
  return { status, report: JSON.parse(out) as Report };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a root that is not judged in time is named, and every other keeps its answer", () => {
  // What is loaded and compiled for the first answer is not part of the time of a root.
  beforeAll(() => {
    const files = { "fine/main.tf": terraform("kv"), "main.json": good, ".keyvault-access.jsonc": access };
    const { folder, remove } = workspace(files);
    for (const command of ["check", "vaults", "test"]) run(command, folder);
    run("simulate", folder, "--from", "internet");
    remove();
  });

  it.each([
    ["check", []],
    ["vaults", []],
    ["simulate", ["--from", "internet"]],
    ["test", []],
  ] as const)("%s, where a file never is read to its end", (command, options) => {
    const { folder, remove } = workspace({
      "bad/main.tf": terraform("hang"),
      "calls/main.tf": 'module "m" {\n  source = "../bad"\n}\n',
      "fine/main.tf": terraform("kv"),
      "main.json": good,
      ".keyvault-access.jsonc": access,
    });
    const { status, report } = run(command, folder, ...options);
    remove();
    expect(status).toBe(2);
    expect(report.errors.map(({ file, message }) => [file.split("/").at(-1), message])).toEqual([
      ["calls", why],
    ]);
    const found = {
      check: report.vaults,
      vaults: report.vaults,
      simulate: report.verdicts,
      test: report.tests,
    };
    expect(found[command].map(({ file }) => file.split("/").slice(-2).join("/"))).toEqual(
      command === "test" ? [expect.anything()] : ["fine/main.tf", expect.stringMatching(/main\.json$/)],
    );
  });

  it("check, where a rule never comes to an end", () => {
    hangRule();
    const { folder, remove } = workspace({
      "bad.json": templateText([vaultResource("hang", open)]),
      "main.json": good,
    });
    const { status, report } = run("check", folder);
    remove();
    expect(status).toBe(2);
    expect(report.errors.map(({ file, message }) => [file.split("/").at(-1), message])).toEqual([
      ["bad.json", why],
    ]);
    expect(report.findings.map(({ code }) => code)).toContain("KV101");
    expect(report.vaults.map(({ name }) => name)).toEqual(["kv"]);
  });

  it("diff, on the side of the base", () => {
    const { path, folder, remove } = workspace({
      "now/bad/main.tf": terraform("kv2"),
      "now/main.json": good,
      "then/bad/main.tf": terraform("hang"),
      "then/main.json": templateText([vaultResource("kv", closed)]),
    });
    const { status, report } = run("diff", "--base", path("then"), path("now"));
    remove();
    expect(folder).not.toBe("");
    expect(status).toBe(2);
    expect(report.errors).toMatchObject([{ message: why }]);
    expect(report.changes).toContainEqual(
      expect.objectContaining({ vault: "kv", from: "internet", before: "denied", after: "allowed" }),
    );
  });
});

describe("a deadline", () => {
  it("stops work wherever it is, and leaves other work alone", () => {
    const deadline = new Deadline(200);
    const forever = (): never => {
      for (;;) deadline.isOver();
    };
    expect(() => deadline.within(forever)).toThrow(TookTooLong);
    expect(deadline.within(() => 1)).toBe(1);
    expect(() => deadline.within(() => /^(?:a+)+$/.test(`${"a".repeat(60)}b`))).toThrow(TookTooLong);
    expect(() =>
      deadline.within(() => {
        throw new RangeError("a mistake");
      }),
    ).toThrow(RangeError);
    expect(() => deadline.within(() => deadline.within(forever), 2)).toThrow(TookTooLong);
    expect(deadline.isOver()).toBe(false);
  });

  it("does not try again what was late", () => {
    const deadline = new Deadline(200);
    let tries = 0;
    const forever = (): never => {
      tries++;
      for (;;) deadline.isOver();
    };
    expect(() => deadline.of("a", forever)).toThrow(TookTooLong);
    expect(() => deadline.of("a", forever)).toThrow(TookTooLong);
    expect(tries).toBe(1);
    expect(deadline.of("b", () => 1)).toBe(1);
  });

  it("gives each of several things the time of one, where all of them together need more", () => {
    const deadline = new Deadline(300);
    const watched = vi.spyOn(deadline, "within");
    const work = (each: string): string => {
      while (each === "bad") deadline.isOver();
      return each;
    };
    const { answer, failures } = deadline.ask(["a", "b", "bad", "c"], (some) => some.map(work));
    expect(answer).toEqual(["a", "b", "c"]);
    // All share the time of one; then each has that, and in the end those that are left have theirs together.
    expect(watched.mock.calls.map(([, times]) => times)).toEqual([1, 1, 1, 1, 1, 3]);
    expect(failures.map(({ about, failed }) => [about, failed.fact])).toEqual([
      ["bad", { kind: "too-slow", seconds: 0.3 }],
    ]);
  });

  it("is watched once for many things, each of which has its time", () => {
    const deadline = new Deadline(300);
    let time = 0;
    const clock = vi.spyOn(process, "hrtime").mockImplementation(() => [time / 1_000, 0]);
    const watched = vi.spyOn(deadline, "within");
    const names = Array.from({ length: 100 }, (_, at) => `root${at}`);
    expect(deadline.each(names, String, (name) => deadline.of(name, () => name))).toEqual(names);
    expect(watched).toHaveBeenCalledTimes(1);
    watched.mockClear();
    const wait = (milliseconds: number): number => {
      time += milliseconds;
      expect(deadline.isOver()).toBe(false);
      return milliseconds;
    };
    expect(deadline.each([120, 121, 122, 123], String, wait)).toEqual([120, 121, 122, 123]);
    expect(watched).toHaveBeenCalledTimes(4);
    expect(clock).toHaveBeenCalled();
  });

  it("ends one of many things that is late, and keeps what was done before and after it", () => {
    const deadline = new Deadline(200);
    const tries: string[] = [];
    const done = deadline.each(["a", "bad", "bad", "c"], String, (name, before: readonly string[]) => {
      const answer = isolated(() =>
        deadline.of(name, () => {
          tries.push(name);
          while (name === "bad") deadline.isOver();
          return name;
        }),
      );
      return `${before.length}${"value" in answer ? answer.value : answer.failed.fact.kind}`;
    });
    expect(done).toEqual(["0a", "1too-slow", "2too-slow", "3c"]);
    expect(tries).toEqual(["a", "bad", "c"]);
  });
});

describe("the built program", () => {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-"));
  const script = join(folder, "cli.cjs");
  beforeAll(async () => {
    await build({
      entryPoints: ["test/cli/support/impatient-cli.ts"],
      outfile: script,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      mainFields: ["module", "main"],
      external: [...builtinModules],
      define: { "import.meta.url": "ownUrl" },
      banner: { js: 'const ownUrl=require("node:url").pathToFileURL(__filename).href;' },
      logLevel: "error",
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  // The slow template takes several times the deadline, the others a hundredth of it, so that a busy machine changes nothing.
  it("leaves out what is really slow: thousands of vaults in one template, in three seconds", () => {
    const many = Array.from({ length: 30_000 }, (_, index) => vaultResource(`kv${index}`, open));
    const at = workspace({
      "slow.json": templateText(many),
      "main.json": good,
      "tf/main.tf": terraform("kv"),
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, "check", "."], {
      cwd: at.folder,
      encoding: "utf8",
      maxBuffer: 100_000_000,
    });
    at.remove();
    expect(stderr).toBe("");
    expect(stdout).toContain("slow.json:1:1: error: it took longer than 3 seconds, so it is left out");
    expect(stdout).toMatch(/^main\.json:.* KV101/m);
    expect(stdout).toMatch(/^tf\/main\.tf:.* KV/m);
    expect(status).toBe(2);
  });
});
