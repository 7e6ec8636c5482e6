import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { smallBombs } from "../fuzz/bombs.ts";
import { inheritedNameTexts } from "../fuzz/bombs/inherited-names.ts";
import { mutated, noise } from "../fuzz/mutate.ts";
import { hostileRepository, hostileTree } from "../fuzz/revisions.ts";
import { survive } from "../fuzz/survive.ts";
import { seeds, tokensOf } from "../fuzz/texts.ts";
import { hasGit } from "./support/git.ts";
import { beforeReading } from "./support/hcl-reader.ts";

/** A few seconds of what `npm run fuzz` does for longer. */
describe("no text makes the core throw, or point outside of what it speaks of", () => {
  test.each([
    ["fixtures with pieces lost, moved, doubled and swapped", mutated, 150],
    ["bytes and code units of any kind", noise, 150],
  ])("%s", (_what, texts, numRuns) => {
    fc.assert(
      fc.property(texts, ({ name, text }) => survive(name, new Map([[name, text]])) >= 0),
      { numRuns },
    );
  });

  test.each(smallBombs)("$what", ({ root, texts }) => {
    expect(survive(root, texts())).toBeGreaterThanOrEqual(0);
  });

  test.each([...new Set(inheritedNameTexts.map(({ name }) => name))])(
    "names that every object has, in every position of %s",
    (root) => {
      for (const { text } of inheritedNameTexts.filter(({ name }) => name === root))
        expect(() => survive(root, new Map([[root, text]])), text).not.toThrow();
    },
  );

  test.runIf(hasGit)("revisions that no honest git writes", () => {
    const repository = hostileRepository();
    try {
      fc.assert(
        fc.property(hostileTree, (tree) => repository.compare(tree) < 3),
        { numRuns: 15 },
      );
    } finally {
      repository.remove();
    }
  });

  test("the boundary around a root hides nothing from this", () => {
    beforeReading(() => {
      throw new RangeError("bomb");
    });
    expect(() => survive("main.tf", new Map([["main.tf", 'resource "a" "b" {}']]))).toThrow("bomb");
    vi.restoreAllMocks();
  });

  test("the pieces of a text are all of it", () => {
    for (const { text } of seeds) expect(tokensOf(text).join("")).toBe(text);
  });
});
