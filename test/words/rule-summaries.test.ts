import { expect, test } from "vitest";
import { rules } from "../../server/src/core/index.ts";
import { ruleSummaries } from "../../server/src/core/words/de/rules.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";

test("every rule has a summary in both languages, and nothing else has", () => {
  expect(Object.keys(ruleSummaries).sort()).toEqual(rules.map(({ code }) => code).sort());
  for (const rule of rules) {
    expect(wordsIn("en").ruleSummary(rule)).toBe(rule.summary);
    expect(wordsIn("de").ruleSummary(rule)).toMatch(/^[A-ZÄÖÜ].+\.$/);
    expect(wordsIn("de").ruleSummary(rule)).not.toBe(rule.summary);
  }
});
