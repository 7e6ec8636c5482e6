import { spawnSync } from "node:child_process";
import fs, {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ScriptLoader } from "../../server/src/script-loader.ts";
import { placeProduct } from "../support/product.ts";

const folder = mkdtempSync(join(tmpdir(), "keyvault-network-scripts-"));
const at = (...path: readonly string[]): string => join(folder, ...path);
const main = at("main.js");
const kept = { folder: at("kept"), build: "b1", purpose: "check" };

beforeAll(() => {
  placeProduct(at("dist"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  rmSync(kept.folder, { recursive: true, force: true });
  writeFileSync(
    main,
    `"use strict";
    const { sep } = require("node:path");
    exports.file = __dirname + sep + "main.js" === __filename;
    exports.answer = () => require("./part.js").answer();
    exports.isStrict = (function () { return this === undefined; })();`,
  );
  writeFileSync(at("part.js"), "module.exports.answer = () => 42;");
});

interface Program {
  readonly file: boolean;
  readonly isStrict: boolean;
  readonly answer: () => number;
}

/** Runs the program as one process does, and gives what it said. */
function run(how: ConstructorParameters<typeof ScriptLoader>[0] = kept): readonly unknown[] {
  const scripts = new ScriptLoader(how);
  const { file, isStrict, answer } = scripts.load(main) as Program;
  const said = [file, isStrict, answer()];
  scripts.keep();
  return said;
}

/** What is kept, with the time at which it was written. */
function files(where = kept.folder): ReadonlyMap<string, number> {
  return new Map(readdirSync(where).map((name) => [name, statSync(join(where, name)).mtimeMs]));
}

const right = [true, true, 42];

test("what a process compiled is used by the next one, and not written again", () => {
  expect(run()).toEqual(right);
  const before = files();
  expect([...before.keys()].map((name) => name.replace(/^b1-.*-check-/, "")).toSorted()).toEqual([
    "main.js",
    "part.js",
  ]);
  expect(run()).toEqual(right);
  expect(files()).toEqual(before);
});

test.each<readonly [string, (bytes: Buffer) => Buffer]>([
  [
    "changed in one place",
    (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.of(bytes.readUInt8(bytes.length - 1) ^ 255)]),
  ],
  ["cut off", (bytes) => bytes.subarray(0, 100)],
  ["empty", () => Buffer.alloc(0)],
])("code that was kept and is %s is compiled and kept anew", (_, damaged) => {
  run();
  const [name = ""] = [...files().keys()];
  const file = join(kept.folder, name);
  const sound = readFileSync(file);
  writeFileSync(file, damaged(sound));
  expect(run()).toEqual(right);
  const again = readFileSync(file);
  expect(again.byteLength).toBeGreaterThan(sound.byteLength / 2);
  expect(run()).toEqual(right);
  expect(readFileSync(file).equals(again)).toBe(true);
});

test("another build or purpose has code of its own, and what is old is removed", () => {
  run();
  const old = [...files().keys()];
  run({ ...kept, purpose: "test" });
  run({ ...kept, build: "b2" });
  expect(files().size).toBe(6);
  for (const name of old) utimesSync(join(kept.folder, name), 1, 1);
  rmSync(join(kept.folder, [...files().keys()].find((name) => name.startsWith("b2")) ?? ""));
  run({ ...kept, build: "b2" });
  expect([...files().keys()].filter((name) => old.includes(name))).toEqual([]);
  expect(files().size).toBe(4);
});

test("where nothing can be written, the program runs all the same", () => {
  writeFileSync(kept.folder, "a file");
  expect(run()).toEqual(right);
});

test("code that others could have put there is only that of the user", () => {
  run();
  expect(statSync(kept.folder).mode & 0o077).toBe(0);
  for (const name of files().keys()) expect(statSync(join(kept.folder, name)).mode & 0o077).toBe(0);
});

test("the built command line says the same with and without what was kept", () => {
  mkdirSync(at("home"), { recursive: true });
  writeFileSync(at("main.tf"), 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n');
  const check = (variables: NodeJS.ProcessEnv) => {
    const argv = [at("dist/cli.js"), "check", "--format", "json", at("main.tf")];
    const env = { ...process.env, XDG_CACHE_HOME: at("home"), LOCALAPPDATA: at("home"), ...variables };
    const { stdout, stderr, status } = spawnSync(process.execPath, argv, { env, encoding: "utf8" });
    return { stdout, stderr, status };
  };
  const without = check({ NODE_DISABLE_COMPILE_CACHE: "1" });
  expect(without).toMatchObject({ stderr: "", status: 1 });
  expect(without.stdout).toContain("KV101");
  const first = check({ NODE_DISABLE_COMPILE_CACHE: "" });
  const second = check({ NODE_DISABLE_COMPILE_CACHE: "" });
  expect([first, second]).toEqual([without, without]);
  if (process.platform === "linux")
    expect(readdirSync(at("home/keyvault-network")).map((name) => name.replace(/^.*-check-/, ""))).toEqual(
      expect.arrayContaining(["command-line.js", "terraform-reader.js"]),
    );
});

test.runIf(process.platform === "linux")("code of a check of many files is taken by the next one", () => {
  const [large, cache] = [at("large"), at("cache")];
  mkdirSync(large);
  mkdirSync(cache);
  writeFileSync(join(large, "main.bicep"), `param a string\n${`// ${"-".repeat(100)}\n`.repeat(2_000)}`);
  const check = (): ReadonlyMap<string, number> => {
    const env = { ...process.env, XDG_CACHE_HOME: cache, NODE_DISABLE_COMPILE_CACHE: "" };
    const { stderr, status } = spawnSync(process.execPath, [at("dist/cli.js"), "check", large], {
      env,
      encoding: "utf8",
    });
    expect([stderr, status]).toEqual(["", 0]);
    return files(join(cache, "keyvault-network"));
  };
  const first = check();
  expect(first.size).toBeGreaterThan(0);
  expect(check()).toEqual(first);
});

test("threads of one process do not write to the same draft", () => {
  const drafts: string[] = [];
  const { renameSync } = fs;
  fs.renameSync = (from, to) => {
    drafts.push(String(from));
    renameSync(from, to);
  };
  syncBuiltinESMExports();
  const loaders = [new ScriptLoader(kept), new ScriptLoader(kept)];
  for (const loader of loaders) loader.load(main);
  for (const loader of loaders) loader.keep();
  fs.renameSync = renameSync;
  syncBuiltinESMExports();
  expect(drafts).toHaveLength(2);
  expect(new Set(drafts).size).toBe(2);
});
