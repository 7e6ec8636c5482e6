import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { answersOf, readExamples, updated } from "./literate.ts";

const folder = import.meta.dirname;
const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));

// `UPDATE=1` writes what is printed now into the pages, to be reviewed as a diff.
if (process.env["UPDATE"]) {
  for (const page of pages) {
    const path = join(folder, page);
    writeFileSync(path, updated(readFileSync(path, "utf8")));
  }
}

let asserted = 0;

for (const page of pages) {
  describe(page, () => {
    const examples = readExamples(readFileSync(join(folder, page), "utf8"));
    for (const example of examples) {
      const answers = answersOf(example);
      example.assertions.forEach(({ line, expression, expected }, index) => {
        if (expected !== "") asserted++;
        it(`${example.heading} · line ${line} · ${expression}`, () => {
          expect(answers[index]).toBe(expected);
        });
      });
    }
  });
}

it("asserts at least as much as was promised", () => {
  expect(asserted).toBeGreaterThanOrEqual(150);
});
