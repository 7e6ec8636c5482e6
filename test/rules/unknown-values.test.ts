import { describe, expect, test } from "vitest";
import type { ReportedFinding } from "../../server/src/core/index.ts";
import { type Fixture, fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { literalsOf } from "./harness/literals.ts";
import { openEdited, openScene } from "./harness/scene.ts";

/**
 * Knowing less never makes us say more: each literal below the properties of resources is replaced by a parameter without a
 * value, and no finding may be new.
 */
describe("a parameter without a value in place of a literal adds no finding", () => {
  for (const fixture of fixtureFolders().flatMap(fixturesIn)) {
    const literals = literalsOf[fixture.extension];
    if (!literals) continue;
    test(`${fixture.folder}/${fixture.stem}.${fixture.extension}`, () => {
      const scene = openScene(fixture);
      const text = scene.textOf(fixture.path);
      const before = countByCode(scene.findings);
      for (const literal of literals.find(text)) {
        const edited = new Map([[fixture.path, literals.forget(text, literal)]]);
        const added = codesAdded(fixture, edited, before);
        expect(added, `without ${text.slice(literal.start, literal.end)}`).toEqual([]);
      }
    });
  }
});

function codesAdded(
  fixture: Fixture,
  edited: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, number>,
): readonly string[] {
  const after = countByCode(openEdited(fixture, edited).findings);
  return [...after].filter(([code, count]) => count > (before.get(code) ?? 0)).map(([code]) => code);
}

/**
 * That a vault is open is one claim, whether the default action or a rule for all addresses makes it so: a vault with both is open whatever
 * the default action is. That trusted services are kept out is one claim as well, whether a perimeter that is not there does it or the
 * bypass. So is that an API version is too old, be it for a property or for good, and that a vault blocks an app, whether the app has a
 * reference to it or only its address, or something on the way does; and that a subnet rule has no effect, whether or not it is known which
 * subnet arrives instead. A vault that blocks an app because it blocks everyone is reported once, at the app.
 */
const sameClaims: Readonly<Record<string, string>> = {
  KV102: "KV101",
  KV213: "KV212",
  KV307: "KV501",
  KV409: "KV501",
  KV410: "KV501",
  KV414: "KV302",
  KV405: "KV503",
  KV510: "KV501",
  KV514: "KV501",
};

/** Suppressions that have nothing left to suppress and tests that become undecided are not claims about a vault. */
function countByCode(findings: readonly ReportedFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of findings) {
    if (code.startsWith("KV9") || code === "KV603") continue;
    const claim = sameClaims[code] ?? code;
    counts.set(claim, (counts.get(claim) ?? 0) + 1);
  }
  return counts;
}
