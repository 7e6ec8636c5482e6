import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseBicep } from "../../server/src/core/syntax/bicep/parse.ts";
import { LineIndex } from "../../server/src/core/index.ts";
import { amount } from "../support/amount.ts";
import { bicep, withFiles } from "./support/bicep.ts";
import { newDifferences } from "./support/differences.ts";
import { bicepFound } from "./support/found.ts";
import { mutate, random } from "./support/mutate.ts";

/**
 * The codes of errors that the compiler's lexer and parser report themselves
 * (https://github.com/Azure/bicep/blob/9beb0fee60ca53458f41492b699af440367b240b/src/Bicep.Core/Parsing/BaseParser.cs and its neighbours).
 */
const ofParser = new Set(
  "001 002 003 004 005 006 007 008 009 010 011 012 013 015 016 017 018 019 020 021 022 023 024 032 064 068 087 096 097 103 117 118 123 133 136 140 162 167 201 202 226 236 237 238 243 249 257 266 279 300 305 317 322 325 337 344 346 347 354 355 356 375 404 436"
    .split(" ")
    .map((number) => `BCP${number}`),
);

const seeds = readFileSync(join(import.meta.dirname, "syntax/seeds.bicep"), "utf8").split(/\n(?=\n)/);

test.skipIf(bicepFound === null)(
  "a mutated text has a syntax error exactly where the compiler's parser has one",
  { timeout: 1_200_000 },
  async () => {
    const seed = Number(process.env["SEED"] ?? 53);
    const count = Number(process.env["COUNT"] ?? amount(500, 20_000));
    const next = random(seed);
    const met = new Map<string, string[]>();
    let agreed = 0;
    let sameLine = 0;
    let faulty = 0;
    let failed = 0;
    for (let tried = 0; tried < count; tried++) {
      const text = mutate(seeds[next(seeds.length)] ?? "", next);
      const theirs = await theirErrors(text);
      if (theirs === null) {
        failed++;
        continue;
      }
      const ours = ourErrors(text);
      if (theirs.length > 0) faulty++;
      if (theirs.length > 0 === ours.length > 0) {
        agreed++;
        if (theirs[0]?.line === ours[0]?.line) sameLine++;
        continue;
      }
      const kind = `syntax error that only ${theirs.length > 0 ? "the compiler" : "our reader"} sees`;
      met.set(kind, [
        ...(met.get(kind) ?? []),
        `${JSON.stringify(theirs[0] ?? ours[0])} ${JSON.stringify(text)}`,
      ]);
    }
    console.log(
      `${count} mutated texts (seed ${seed}), ${faulty} with errors: ${agreed} agree, ${sameLine} in the line of the first error too; the compiler failed on ${failed}.`,
    );
    // Few texts have none; what the table allows is for many.
    expect(count > 500 ? newDifferences(met, false) : [...met]).toEqual([]);
  },
);

interface Found {
  readonly line: number;
  readonly code: string;
}

/** Null where the compiler itself fails: it does on an object that has a faulty key twice. */
function theirErrors(text: string): Promise<readonly Found[] | null> {
  return withFiles({ "main.bicep": text }, async (folder) => {
    const compiled = await bicep()
      .compile(join(folder, "main.bicep"))
      .catch((error: unknown) => {
        if (String(error).includes("same key has already been added")) return null;
        throw error;
      });
    if (compiled === null) return null;
    const { diagnostics } = compiled;
    return diagnostics
      .filter(({ level, code }) => level === "Error" && ofParser.has(code))
      .map(({ code, range }) => ({ code, line: range.start.line + 1 }))
      .sort((a, b) => a.line - b.line);
  });
}

function ourErrors(text: string): readonly Found[] {
  const lines = new LineIndex(text);
  return parseBicep(text)
    .errors.map(({ code, start }) => ({ code, line: lines.at(start).line }))
    .sort((a, b) => a.line - b.line);
}
