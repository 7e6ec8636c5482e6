import { expect, test } from "vitest";
import { enumerate, listAnd, listOr } from "../../server/src/core/text/list.ts";

test.each([
  [[], "", ""],
  [["a"], "a", "a"],
  [["a", "b"], "a and b", "a or b"],
  [["a", "b", "c"], "a, b, and c", "a, b, or c"],
])("%j reads as a sentence does", (words, and, or) => {
  expect(listAnd(words)).toBe(and);
  expect(listOr(words)).toBe(or);
});

test.each([0, 1, 2, 3, 4])("%i words are listed as the platform does", (count) => {
  const words = ["a", "b", "c", "d"].slice(0, count);
  const listed = (tag: string, type: "conjunction" | "disjunction") =>
    new Intl.ListFormat(tag, { type }).format(words);
  expect(listAnd(words)).toBe(listed("en", "conjunction"));
  expect(listOr(words)).toBe(listed("en", "disjunction"));
  expect(enumerate(words, " und")).toBe(listed("de", "conjunction"));
  expect(enumerate(words, " oder")).toBe(listed("de", "disjunction"));
});
