import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** A file to start from: its name tells the language. */
export interface Seed {
  readonly name: string;
  readonly text: string;
}

/** Every fixture and scenario of the tests that is a template, a parameter file or an access file. */
export const seeds: readonly Seed[] = ["test/rules", "test/scenarios", "examples"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:json|jsonc|bicep|bicepparam|tf|tfvars)$/.test(path))
    .sort()
    .map((path) => ({
      name: path.replaceAll(/[\\/]/g, "_"),
      text: readFileSync(join(root, folder, path), "utf8"),
    })),
);

/** The text in pieces that people and editors move around: names, strings, numbers, space, marks. Joined they are the text. */
export function tokensOf(text: string): string[] {
  return text.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w.]+|[ \t]+|\r?\n|[^\w\s]|./gsu) ?? [];
}
