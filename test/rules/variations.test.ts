import { describe, expect, test } from "vitest";
import { brokenPromises } from "./harness/every-fix.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { openScene } from "./harness/scene.ts";
import type { Scene } from "./harness/scene.ts";
import { variations } from "./harness/variations.ts";

/** Whatever the layout, the same is found and mended, and the layout stays. */
describe.each(variations)("$name", (variation) => {
  for (const fixture of fixtureFolders().flatMap(fixturesIn)) {
    const scene = openScene(fixture);
    if (/-(?:crlf|tabs)$/.test(fixture.stem) || scene.findings.every(({ fixes }) => fixes.length === 0))
      continue;
    const text = scene.textOf(fixture.path);
    const varied = variation.of(text, fixture.extension);
    if (varied === text) continue;
    test(`${fixture.folder}/${fixture.stem}.${fixture.extension}`, () => {
      const excused = [...scene.drawingOf(fixture.path).reveals]
        .map((code) => `// reveals ${code}\n`)
        .join("");
      const other = openScene(fixture, new Map([[fixture.path, excused + varied]]));
      expect(other.problems).toBe(scene.problems);
      expect(offersOf(other)).toEqual(offersOf(scene));
      expect(brokenPromises(other)).toEqual([]);
    });
  }
});

function offersOf({ findings }: Scene): readonly string[] {
  return findings.flatMap(({ code, message, fixes }) => [
    `${code} ${message}`,
    ...fixes.map(({ title }) => `${code} ${title}`),
  ]);
}
