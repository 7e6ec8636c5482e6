import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Deadline } from "../../server/src/cli/deadline.ts";
import { runProgram } from "../../server/src/cli/process.ts";
import { templateText, vaultResource, workspace } from "./workspace.ts";

/** The base names of files that are opened to be read, and of those that something is moved to, as often as that is done. */
const calls: { read: string[]; written: string[] } = { read: [], written: [] };
const { openSync, renameSync, writeFileSync } = fs;
const nameOf = (path: unknown): string => String(path).split(/[\\/]/).at(-1) ?? "";

beforeEach(() => {
  calls.read = [];
  calls.written = [];
  Object.assign(fs, {
    openSync: (...given: Parameters<typeof openSync>) => {
      calls.read.push(nameOf(given[0]));
      return openSync(...given);
    },
    renameSync: (...given: Parameters<typeof renameSync>) => {
      calls.written.push(nameOf(given[1]));
      renameSync(...given);
    },
    writeFileSync: (...given: Parameters<typeof writeFileSync>) => {
      calls.written.push(nameOf(given[0]).replace(/\.\d+\.tmp$/, " anew"));
      writeFileSync(...given);
    },
  });
  syncBuiltinESMExports();
});
afterEach(() => {
  Object.assign(fs, { openSync, renameSync, writeFileSync });
  syncBuiltinESMExports();
});

async function run(...argv: readonly string[]): Promise<number> {
  return runIn(new Deadline(), ...argv);
}

async function runIn(deadline: Deadline, ...argv: readonly string[]): Promise<number> {
  const streams = { out: () => undefined, error: () => undefined, color: false };
  const sources = {
    input: () => Promise.reject(new Error("standard input is not read")),
  };
  return runProgram(argv, streams, sources, deadline);
}

test("the program writes and reads each file once, with Terraform as well", async () => {
  const at = workspace({
    "infra/main.tf": 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n',
    "infra/main.json": templateText([vaultResource("kv", { defaultAction: "Allow" })]),
  });
  calls.written = [];
  const [report, baseline] = [at.path("report.sarif"), at.path("baseline.json")];
  const output = ["--format", "sarif", "--output", report];
  const first = await run("check", at.path("infra"), ...output, "--write-baseline", baseline);
  const written = [...calls.written].sort();
  calls.written = [];
  const read = calls.read.filter((name) => name.startsWith("main."));
  calls.read = [];
  const second = await run("check", at.path("infra"), ...output, "--baseline", baseline);
  const [writtenThen, readThen] = [calls.written, calls.read.filter((name) => /\.(?:json|tf)$/.test(name))];
  at.remove();
  expect([first, second]).toEqual([0, 0]);
  expect(written).toEqual(["baseline.json", "baseline.json anew", "report.sarif", "report.sarif anew"]);
  expect(read.sort()).toEqual(["main.json", "main.tf"]);
  expect(writtenThen).toEqual(["report.sarif anew", "report.sarif"]);
  expect(readThen.sort()).toEqual(["baseline.json", "main.json", "main.tf"]);
});

/** The roots that are evaluated where a source and its compiled template are checked. */
async function evaluatedWith(resources: readonly object[]): Promise<readonly string[]> {
  const at = workspace({
    "infra/main.bicep": "param location string\n",
    "infra/main.json": templateText(resources, { metadata: { _generator: { name: "bicep" } } }),
  });
  const evaluated: string[] = [];
  const deadline = new Deadline();
  Object.assign(deadline, {
    of: (root: string, work: () => unknown) => {
      evaluated.push(nameOf(root));
      return work();
    },
  });
  await runIn(deadline, "check", at.path("infra"));
  at.remove();
  return evaluated.toSorted();
}

test("a compiled template and its source are each evaluated once", async () => {
  expect(await evaluatedWith([vaultResource("kv", { defaultAction: "Allow" })])).toEqual([
    "main.bicep",
    "main.json",
  ]);
});

test("a compiled template is evaluated only if it may declare a vault", async () => {
  const other = { ...vaultResource("other", {}), type: "Microsoft.Storage/storageAccounts" };
  expect(await evaluatedWith([other])).toEqual(["main.bicep"]);
  const byExpression = { ...other, type: "[concat('Microsoft.Key', 'Vault/vaults')]" };
  expect(await evaluatedWith([byExpression])).toEqual(["main.bicep", "main.json"]);
});
