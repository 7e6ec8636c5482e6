import { expect, test } from "vitest";
import { noForeignCase } from "../../../scripts/own-rules/no-foreign-case.ts";
import { mistakes } from "./mistakes.ts";

test("the core folds no text as JavaScript does", () => {
  const wrong = [
    "'a'.toLowerCase();",
    "/k/iu;",
    "'a'.toLocaleUpperCase();",
    "['a'].map((s) => s?.toLowerCase());",
  ];
  const fine = ["'a'.trim();", "/k/i;", "/k/u;", "'a'.toUpperCase();"];
  for (const found of mistakes(noForeignCase, wrong, "/server/src/core/rules/"))
    expect(found).toHaveLength(1);
  for (const found of mistakes(noForeignCase, fine, "/server/src/core/rules/")) expect(found).toEqual([]);
  for (const found of mistakes(noForeignCase, wrong, "/server/src/cli/")) expect(found).toEqual([]);
});
