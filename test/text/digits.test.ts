import { expect, test } from "vitest";
import { inGroups } from "../../server/src/core/text/digits.ts";

test.each([0, 7, 999, 1000, 65_536, 999_999, 1_000_000, 2 ** 32])(
  "%i is written as the platform does",
  (count) => {
    expect(inGroups(count, ",")).toBe(count.toLocaleString("en-US"));
    expect(inGroups(count, ".")).toBe(count.toLocaleString("de-DE"));
  },
);
