import { expect, test } from "vitest";
import { armFunctions } from "../../server/src/core/evaluate/functions/arm/arm-functions.ts";
import { evaluateText } from "../evaluate/evaluate-text.ts";
import { printValue } from "../evaluate/literate.ts";
import { amount } from "../support/amount.ts";
import { armExpressions, functionNames } from "./support/arm-expressions.ts";
import { evaluatedPages, saysSo } from "./support/evaluated-pages.ts";
import { newDifferences } from "./support/differences.ts";
import { agrees, engineValues, isWhollyKnown } from "./support/engine-values.ts";
import { bicepFound } from "./support/found.ts";

test("expressions are made of every function of ARM, and what we do not implement is not known", () => {
  const implemented = [...armFunctions.keys()].filter((name) => /^[a-z]\w*$/i.test(name));
  const made = new Set([...functionNames].map((name) => name.toLowerCase()));
  expect(
    implemented.filter((name) => !made.has(name) && !/^(?:true|false|null|and|or|not)$/.test(name)),
  ).toEqual([]);
  const used = new Set(armExpressions(53, 2000).flatMap((each) => each.match(/[a-zA-Z]\w*(?=\()/g) ?? []));
  expect([...functionNames].filter((name) => !used.has(name))).toEqual([]);
  const unknown = [...functionNames].filter(
    (name) => !armFunctions.has(name.toLowerCase()) && name !== "lambda",
  );
  expect(unknown.length).toBeGreaterThan(10);
  for (const name of unknown)
    for (const given of ["", "'a'", "'a', 'b'", "createObject('a', 1)", "createArray('a'), 1"])
      expect(evaluateText(`${name}(${given})`).kind, name).toBe("unknown");
});

test.skipIf(bicepFound === null)(
  "what we know of an ARM expression is what Microsoft's engine makes of it",
  { timeout: 600_000 },
  async () => {
    const isAll = amount(0, 1) === 1;
    const seed = Number(process.env["SEED"] ?? 53);
    const expressions = armExpressions(seed, amount(100, 2000));
    const counts = { agree: 0, wrong: 0, unknown: 0, bothFail: 0 };
    const different: string[] = [];
    const failing: string[] = [];
    for (let start = 0; start < expressions.length; start += 16) {
      const some = expressions.slice(start, start + 16);
      const engine = await engineValues(some);
      for (const [index, expression] of some.entries()) {
        const theirs = engine[index];
        const value = evaluateText(expression);
        const line = `${expression}: ours ${printValue(value)}, theirs ${JSON.stringify(theirs)}`;
        if (theirs?.kind === "value" ? !agrees(value, theirs.json) : isWhollyKnown(value)) {
          counts.wrong++;
          (theirs?.kind === "value" ? different : failing).push(line.slice(0, 900));
        } else if (theirs?.kind !== "value") counts.bothFail++;
        else if (value.kind === "unknown") counts.unknown++;
        else counts.agree++;
      }
    }
    if (isAll)
      console.log(
        `${expressions.length} expressions (seed ${seed}): ${counts.agree} agree, ${counts.wrong} differ, ${counts.unknown} are unknown to us, ${counts.bothFail} fail or wait in both.`,
      );
    else expect(counts.agree).toBeGreaterThan(30);
    const met = new Map([
      ["value of an ARM expression", different],
      ["value of an ARM expression that fails", failing],
    ]);
    expect(newDifferences(met, isAll && seed === 53)).toEqual([]);
  },
);

test.skipIf(bicepFound === null)(
  "what the pages of test/evaluate say of ARM expressions is what Microsoft's engine makes of them",
  { timeout: 600_000 },
  async () => {
    const isAll = amount(0, 1) === 1;
    const counts = { agree: 0, differ: 0, unknown: 0, unevaluated: 0, bothFail: 0, notAsked: 0 };
    const different: string[] = [];
    for (const { place, around, assertions } of evaluatedPages()) {
      const asked = isAll ? assertions : assertions.filter((_, index) => index % 25 === 0);
      const [probe] = await engineValues(["true()"], around);
      if (probe?.kind !== "value") {
        counts.notAsked += asked.length;
        continue;
      }
      const engine = await engineValues(
        asked.map(({ expression }) => expression),
        around,
      );
      for (const [index, { expression, expected }] of asked.entries()) {
        const theirs = engine[index];
        if (theirs?.kind === "value") {
          if (!saysSo(expected, theirs.json))
            different.push(`${place}: ${expression}: ${expected}, theirs ${JSON.stringify(theirs.json)}`);
          counts[
            saysSo(expected, theirs.json) ? (expected.startsWith("unknown") ? "unknown" : "agree") : "differ"
          ]++;
        } else if (theirs?.kind === "unevaluated") counts.unevaluated++;
        else if (/^known: [^‹…]*$/.test(expected)) {
          counts.differ++;
          different.push(`${place}: ${expression}: ${expected}, theirs ${theirs?.message ?? ""}`);
        } else counts.bothFail++;
      }
    }
    if (isAll)
      console.log(
        `Pages of test/evaluate: ${counts.agree} agree, ${counts.differ} differ, ${counts.unknown} are unknown to us, ${counts.unevaluated} wait for the deployment, ${counts.bothFail} fail in both, ${counts.notAsked} stand in templates that fail.`,
      );
    else expect(counts.agree).toBeGreaterThan(5);
    expect(newDifferences(new Map([["value on a page", different]]), isAll)).toEqual([]);
  },
);
