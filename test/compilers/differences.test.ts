import { expect, test } from "vitest";
import { differences, newDifferences } from "./support/differences.ts";

test("at most ten classes of differences remain, each with its reason in the tool's source", () => {
  const all = Object.values(differences);
  expect(all.length).toBeLessThanOrEqual(10);
  for (const { count, what, source } of all) {
    expect(count).toBeGreaterThan(0);
    expect(what).toMatch(/^[A-Z].*\.$/);
    // A commit, because lines of a branch move.
    expect(source).toMatch(
      /^https:\/\/github\.com\/[\w-]+\/[\w-]+\/blob\/(?:[0-9a-f]{40}|v[\d.]+)\/\S+#L\d+/,
    );
  }
});

test("differences of no class, and more of one than the table has, are reported", () => {
  expect(newDifferences(new Map([["none", []]]), true)).toEqual([]);
  expect(newDifferences(new Map([["none", ["a line"]]]), false)).toEqual(["none: 1, at most 0", "a line"]);
});
