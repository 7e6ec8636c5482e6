import { describe, expect, test } from "vitest";
import { changesFor } from "../../server/src/core/index.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { decisionsOf } from "./harness/decisions.ts";
import { afterChanges, openScene } from "./harness/scene.ts";

/** How titles say it: whom a fix lets in or shuts out, or that a setting holds which did not. */
const saysWho = /\b(lets?( it)? in|shuts? out|keeps?|in force|holds)\b/i;

describe("a fix that changes who gets in says so in its title", () => {
  for (const fixture of fixtureFolders().flatMap(fixturesIn)) {
    const scene = openScene(fixture);
    const silent = scene.findings.flatMap(({ fixes }) => fixes).filter(({ title }) => !saysWho.test(title));
    if (silent.length === 0) continue;
    test(`${fixture.folder}/${fixture.stem}.${fixture.extension}`, () => {
      const before = decisionsOf(scene);
      for (const fix of silent) {
        const after = afterChanges(scene, changesFor(fix, scene.files) ?? []);
        expect(decisionsOf(after), fix.title).toEqual(before);
      }
    });
  }
});
