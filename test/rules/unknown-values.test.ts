import { describe, expect, test } from "vitest";
import type { ReportedFinding } from "../../server/src/core/index.ts";
import type { Fixture } from "./harness/fixtures.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { openScene } from "./harness/scene.ts";

/**
 * Knowing less never makes us say more: each literal below the properties of resources is replaced by a parameter without a
 * value, and no finding may be new.
 */
describe("a parameter without a value in place of a literal adds no finding", () => {
  const fixtures = fixtureFolders()
    .flatMap(fixturesIn)
    .filter((fixture) => fixture.extension === "json");

  for (const fixture of fixtures) {
    test(`${fixture.folder}/${fixture.stem}`, () => {
      const scene = openScene(fixture);
      const text = scene.textOf(fixture.path);
      const before = countByCode(scene.findings);
      for (const literal of literalsIn(text)) {
        const edited = new Map([[fixture.path, withParameter(text, literal)]]);
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
  const after = countByCode(openScene(fixture, edited).findings);
  return [...after].filter(([code, count]) => count > (before.get(code) ?? 0)).map(([code]) => code);
}

/**
 * Suppressions that have nothing left to suppress are no claim about a vault. That a vault is open is one claim, whether the
 * default action or a rule for everybody makes it so: a vault with both is open whatever the default action is.
 */
function countByCode(findings: readonly ReportedFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of findings) {
    if (code.startsWith("KV9")) continue;
    const claim = code === "KV102" ? "KV101" : code;
    counts.set(claim, (counts.get(claim) ?? 0) + 1);
  }
  return counts;
}

interface Literal {
  readonly start: number;
  readonly end: number;
}

/** Values, not keys, within `properties`; those of what Azure wants literal (a nested template's frame) are left alone. */
function literalsIn(text: string): readonly Literal[] {
  const from = text.indexOf('"properties"');
  const hasParameters = text.includes('"contentVersion"');
  if (from < 0 || !hasParameters || text.includes("Microsoft.Resources/deployments")) return [];
  const values = /(?<=[:[,]\s*)(?:"[^"\n]*"(?!\s*:)|true|false|\d+)(?=\s*[,\]}])/g;
  return [...text.matchAll(values)]
    .map(({ 0: value, index }) => ({ start: index, end: index + value.length }))
    .filter(({ start, end }) => start > from && !isFixedKey(text.slice(0, start), text.slice(start, end)));
}

/** What a resource is, and whether it is deployed, decides which vaults there are to speak of. */
function isFixedKey(before: string, value: string): boolean {
  const [, key = ""] = /"(\w+)"\s*:\s*$/.exec(before) ?? [];
  return ["type", "apiVersion", "name", "condition", "existing"].includes(key) || value.startsWith('"[');
}

function withParameter(text: string, { start, end }: Literal): string {
  const edited = `${text.slice(0, start)}"[parameters('unknownHere')]"${text.slice(end)}`;
  const declaration = '"unknownHere": { "type": "object" }';
  return edited.includes('"parameters": {')
    ? edited.replace('"parameters": {', `"parameters": { ${declaration},`)
    : edited.replace('"contentVersion"', `"parameters": { ${declaration} }, "contentVersion"`);
}
