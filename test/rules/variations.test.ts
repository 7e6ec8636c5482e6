import { describe, expect, test } from "vitest";
import { changesFor } from "../../server/src/core/index.ts";
import { brokenPromises } from "./harness/every-fix.ts";
import { fixAllOf } from "./harness/fix-all-of.ts";
import { codeOf, type Fixture, fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { openEdited, openScene, type Scene, textsAfter } from "./harness/scene.ts";
import { variations } from "./harness/variations.ts";
import { messageOf, titleOf } from "../support/said.ts";

const fixtures = fixtureFolders()
  .flatMap(fixturesIn)
  .map((fixture) => ({ fixture, scene: openScene(fixture) }))
  .filter(({ scene }) => scene.findings.length > 0);

/** Whatever the layout, the same is found and fixed, and the layout stays. */
describe.each(variations)("$name", (variation) => {
  for (const { fixture, scene } of fixtures) {
    const text = scene.textOf(fixture.path);
    const varied = variation.of(text, fixture.extension);
    if (varied === text) continue;
    test(`${fixture.folder}/${fixture.stem}.${fixture.extension}`, () => {
      const excused = [...scene.drawingOf(fixture.path).reveals]
        .map((code) => `// reveals ${code}\n`)
        .join("");
      const other = openEdited(fixture, new Map([[fixture.path, excused + varied]]));
      expect(other.problems).toBe(scene.problems);
      expect(offersOf(other)).toEqual(offersOf(scene));
      expect(brokenPromises(other)).toEqual([]);
      if (!variation.isExact) return;
      const expected = fixedTextsOf(fixture, scene).map((fixed) => variation.of(fixed, fixture.extension));
      expect(fixedTextsOf(fixture, other)).toEqual(expected);
    });
  }
});

function offersOf({ findings }: Scene): readonly string[] {
  return findings.flatMap((each) => [
    `${each.code} ${messageOf(each)}`,
    ...each.fixes().map((fix) => `${each.code} ${titleOf(fix)}`),
  ]);
}

/** The texts after the preferred fixes of the fixture's rule, and after each fix alone. */
function fixedTextsOf({ folder, path }: Fixture, scene: Scene): readonly string[] {
  const alone = scene.findings.flatMap(({ fixes }) =>
    fixes().map((fix) => textsAfter(scene, changesFor(fix, scene.files) ?? []).get(path) ?? ""),
  );
  return [(fixAllOf(scene, codeOf(folder)) ?? scene).textOf(path), ...alone];
}
