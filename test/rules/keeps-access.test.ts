import { describe, expect, test } from "vitest";
import { changesFor } from "../../server/src/core/index.ts";
import { decisionsOf } from "./harness/decisions.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { afterChanges, openScene } from "./harness/scene.ts";

/**
 * A fix that says it keeps access leaves every decision as it was: about all addresses there are, taken at once, about anybody,
 * IPv6, every subnet of the deployment, and every service of the catalogue.
 */
describe("a fix that keeps access changes no decision", () => {
  for (const fixture of fixtureFolders().flatMap(fixturesIn)) {
    const scene = openScene(fixture);
    const fixes = scene.findings.flatMap((finding) => finding.fixes).filter((fix) => fix.keepsAccess);
    if (fixes.length === 0) continue;
    test(`${fixture.folder}/${fixture.stem}.${fixture.extension}`, () => {
      const before = decisionsOf(scene);
      for (const fix of fixes) {
        const changes = changesFor(fix, scene.files) ?? [];
        expect(decisionsOf(afterChanges(scene, changes)), fix.title).toEqual(before);
      }
    });
  }
});
