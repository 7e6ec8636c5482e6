import { expect, test } from "vitest";
import { listAnd, listOr } from "../../server/src/core/text/list.ts";

test.each([
  [[], "", ""],
  [["a"], "a", "a"],
  [["a", "b"], "a and b", "a or b"],
  [["a", "b", "c"], "a, b, and c", "a, b, or c"],
])("%j reads as a sentence does", (words, and, or) => {
  expect(listAnd(words)).toBe(and);
  expect(listOr(words)).toBe(or);
});
