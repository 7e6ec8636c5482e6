import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readRulePages } from "../../client/src/rule-pages/rule-page.ts";
import { rules } from "../../server/src/core/index.ts";

const textOf = (code: string): string =>
  readFileSync(join(import.meta.dirname, `../../docs/rules/${code}.md`), "utf8");

test("the page of every rule tells its code, its name and what it reports", () => {
  const texts = rules.map(({ code }) => textOf(code));
  expect(readRulePages(JSON.stringify(texts))).toEqual(
    rules.map(({ code, name, summary }) => ({ code, name, summary, text: textOf(code) })),
  );
});

test("a text that is no page of a rule is left out", () => {
  expect(readRulePages(JSON.stringify(["# Rules\n\nAll of them.\n"]))).toEqual([]);
});
