/**
 * Reads every .bicep and .bicepparam file below the given folders and lists those with syntax errors:
 *
 *     npx tsx scripts/bicep-corpus.ts [--all] folder…
 *
 * Two kinds of files of Azure/bicep are counted separately: those whose path says that they are meant to be invalid, and the
 * listings of tokens and syntax, which put comments into multi-line strings. `--all` lists every failing file, not only
 * the first twenty of each kind.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseBicep, parseBicepParameters } from "../server/src/core/syntax/bicep/parse.ts";
import { faultOf } from "../server/src/core/syntax/bicep/problem.ts";
import { wordsIn } from "../server/src/core/words/languages.ts";

interface Group {
  files: number;
  characters: number;
  milliseconds: number;
  readonly failures: string[];
}

const listAll = process.argv.includes("--all");
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const groups = new Map<string, Group>();
for (const folder of folders) {
  for (const file of findFiles(folder)) readOne(file);
}
for (const [name, group] of groups) report(name, group);

function findFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.bicep(param)?$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

function readOne(path: string): void {
  const text = readText(path);
  if (text === undefined) return;
  const parameters = path.endsWith(".bicepparam");
  const started = performance.now();
  const file = parameters ? parseBicepParameters(text) : parseBicep(text);
  const group = groupOf(groupName(path));
  group.milliseconds += performance.now() - started;
  group.files++;
  group.characters += text.length;
  const [error] = file.errors;
  if (error === undefined) return;
  const before = text.slice(0, error.start).split("\n");
  group.failures.push(
    `${path}:${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${wordsIn("en").syntax(faultOf(error.code))} (${file.errors.length})`,
  );
}

function groupName(path: string): string {
  const extension = path.endsWith(".bicepparam") ? ".bicepparam" : ".bicep";
  if (/invalid/i.test(path)) return `${extension}, meant to be invalid`;
  return /\.(?:syntax|tokens)\.bicep/.test(path) ? `${extension}, listings` : extension;
}

/** A folder may have the name of a file; it is skipped. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function groupOf(name: string): Group {
  const group = groups.get(name) ?? { files: 0, characters: 0, milliseconds: 0, failures: [] };
  groups.set(name, group);
  return group;
}

function report(name: string, { files, characters, milliseconds, failures }: Group): void {
  const speed = characters / 1000 / milliseconds;
  console.log(
    `${name}: ${files} files, ${failures.length} with syntax errors; ` +
      `${(characters / 1e6).toFixed(1)} million characters in ${milliseconds.toFixed(0)} ms, ${speed.toFixed(1)} MB/s`,
  );
  for (const failure of listAll ? failures : failures.slice(0, 20)) console.log(`  ${failure}`);
}
