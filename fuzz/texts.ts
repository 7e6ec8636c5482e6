import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fixtureFolders, pagesIn } from "../test/rules/harness/fixtures.ts";

const root = join(import.meta.dirname, "..");

/** A file to start from: its name determines the language. */
export interface Seed {
  readonly name: string;
  readonly text: string;
}

/** Every fixture and scenario of the tests that is a template, a parameter file or an access file. */
export const seeds: readonly Seed[] = [
  ...fixtureFolders().flatMap(seedsOfRule),
  ...filesBelow("test/scenarios"),
  ...filesBelow("examples"),
];

function seedsOfRule(folder: string): readonly Seed[] {
  const blocks = pagesIn(folder).flatMap((page) => page.blocks);
  return blocks.map(({ file, text }) => ({ name: nameOf(`${folder}/${file}`), text }));
}

function filesBelow(folder: string): readonly Seed[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:json|jsonc|bicep|bicepparam|tf|tfvars)$/.test(path))
    .sort()
    .map((path) => ({ name: nameOf(path), text: readFileSync(join(root, folder, path), "utf8") }));
}

function nameOf(path: string): string {
  return path.replaceAll(/[\\/]/g, "_");
}

/**
 * The text in parts that people and editors move around: names, strings, numbers, whitespace, punctuation. Joined, they
 * are the text.
 */
export function tokensOf(text: string): string[] {
  return text.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w.]+|[ \t]+|\r?\n|[^\w\s]|./gsu) ?? [];
}
