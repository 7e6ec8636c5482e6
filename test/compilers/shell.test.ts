import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readShell } from "../../server/src/core/outside/scripts/shell.ts";
import { wholeText } from "../../server/src/core/outside/source-text.ts";
import { readCases } from "../outside/page.ts";
import { parseBash } from "./support/bash.ts";
import { compareBash } from "./support/compare-bash.ts";
import { bashFound } from "./support/found.ts";

const folder = join(import.meta.dirname, "scripts");
const own = readdirSync(folder)
  .filter((name) => name.endsWith(".sh"))
  .map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
const ofCases = readCases("test/outside/cases").flatMap(({ name, files }) =>
  [...files]
    .filter(([path]) => path.endsWith(".sh"))
    .map(([path, text]) => [`${name}/${path}`, text] as const),
);
const scripts = [...own, ...ofCases];

test("commands and assignments of scripts are those that the grammar of bash sees", () => {
  let commands = 0;
  let assignments = 0;
  for (const [name, text] of scripts) {
    const theirs = parseBash(text);
    if (theirs.hasErrors) continue;
    const compared = compareBash(text, theirs);
    expect(compared.differences, name).toEqual([]);
    commands += compared.commands;
    assignments += compared.assignments;
  }
  expect(commands).toBeGreaterThan(80);
  expect(assignments).toBeGreaterThan(15);
});

test.skipIf(bashFound === null)("a script is read to its end exactly if bash accepts it", () => {
  let rejected = 0;
  for (const [name, text] of [
    ...scripts,
    ["quote.sh", "echo 'a\naz b\n"],
    ["nested.sh", "echo $(az b\n"],
  ] as const) {
    const { status } = spawnSync(bashFound ?? "", ["-n"], { input: text });
    expect(readShell(wholeText({ id: "/script.sh", text })).isCut, name).toBe(status !== 0);
    if (status !== 0) rejected++;
  }
  expect(rejected).toBeGreaterThan(1);
});

test.each([
  ["az kv -n a", "az kv -n b", ["word read otherwise"]],
  ["az kv -n a", "az kv -n $a", ["word read otherwise"]],
  ["az kv -n a", "az kv -n", ["word not read"]],
  ["az kv -n", "az kv -n a", ["command goes on"]],
  ["az kv -n a", "#z kv -n a", ["command not read"]],
  ["#z kv -n a", "az kv -n a", ["no command"]],
  ["A=b", "A=c", ["assigned value read otherwise"]],
  ["A=b", "B=b", ["assignment not read"]],
])("%s read as %s is a difference", (theirs, ours, kinds) => {
  expect(compareBash(ours, parseBash(theirs)).differences.map(({ kind }) => kind)).toEqual(kinds);
});
