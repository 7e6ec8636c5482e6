import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** One token in a file of the core replaced with another. */
export interface Mutant {
  readonly path: string;
  readonly start: number;
  readonly from: string;
  readonly to: string;
  /** The text of the file before the change. */
  readonly text: string;
}

const core = "server/src/core";

/** Tokens and their replacements: each is a plausible mistake that the compiler does not have to detect. */
const replacements: Readonly<Record<string, string>> = {
  "&&": "||",
  "||": "&&",
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "+": "-",
  "-": "+",
  true: "false",
  false: "true",
  '"yes"': '"no"',
  '"no"': '"yes"',
  '"maybe"': '"no"',
};

/** All possible changes to the core, in the order of the files. */
export function allMutants(): readonly Mutant[] {
  return readdirSync(core, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .flatMap((name) => mutantsOf(join(core, name)));
}

/** The file with the change made. */
export function mutatedText({ text, start, from, to }: Mutant): string {
  return text.slice(0, start) + to + text.slice(start + from.length);
}

/** All mutants in an order that the seed determines: the first ones are a random sample. */
export function sample<T>(all: readonly T[], seed: number): readonly T[] {
  const next = randomFrom(seed);
  return all
    .map((each) => ({ each, rank: next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ each }) => each);
}

function mutantsOf(path: string): readonly Mutant[] {
  const text = readFileSync(path, "utf8");
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    // Types have no effect when the program runs.
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    const from = node.getChildCount() === 0 ? node.getText() : "";
    const to = replacements[from];
    if (to !== undefined) found.push({ path, start: node.getStart(), from, to, text });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true));
  return found;
}

/** Mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
