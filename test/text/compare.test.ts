import { expect, test } from "vitest";
import { compareText } from "../../server/src/core/text/compare.ts";

test.each([
  ["a", "b", -1],
  ["b", "a", 1],
  ["a", "a", 0],
  ["Z", "a", -1],
])("%s before %s is %i", (a, b, order) => {
  expect(compareText(a, b)).toBe(order);
});
