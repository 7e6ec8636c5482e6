import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { changesFor } from "../../server/src/core/index.ts";
import { describe as describeFinding, draw, matches } from "./harness/drawing.ts";
import { brokenPromises } from "./harness/every-fix.ts";
import type { Fixture } from "./harness/fixtures.ts";
import { codeOf, fixedPath, fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import type { Scene } from "./harness/scene.ts";
import { afterChanges, openScene } from "./harness/scene.ts";

const update = process.env["UPDATE"] === "1";

describe.each(fixtureFolders())("%s", (folder) => {
  for (const fixture of fixturesIn(folder)) {
    const name = `${fixture.stem}.${fixture.extension}`;

    test(`${name}: findings are where they are drawn`, () => {
      const scene = openScene(fixture);
      for (const id of scene.documents) checkDrawing(scene, id);
    });

    test(`${name}: the preferred fixes give the fixed text`, () => {
      checkFixed(fixture);
    });

    test(`${name}: every fix keeps its promises`, () => {
      expect(brokenPromises(openScene(fixture))).toEqual([]);
    });
  }
});

function checkDrawing(scene: Scene, id: string): void {
  const text = scene.textOf(id);
  const findings = scene.findings.filter((finding) => finding.span.document === id);
  const actual = findings.map((finding) => describeFinding(finding, text));
  const { expected } = scene.drawingOf(id);
  const compared = expected.map((line, index) => {
    const found = actual[index];
    return found !== undefined && matches(line, found) ? found : line;
  });
  // What is drawn in part because it differs between syntaxes stays as it is.
  const isStale = JSON.stringify(actual) !== JSON.stringify(compared);
  if (update && isStale) writeFileSync(id, withReveals(draw(text, findings), id));
  else expect(actual).toEqual(compared);
}

/** What a fixture excuses stands in its first line, which drawing leaves out. */
function withReveals(text: string, id: string): string {
  const [reveals] = /^\/\/ reveals .*\r?\n/.exec(readFileSync(id, "utf8")) ?? [""];
  return reveals + text;
}

/** Takes the preferred fixes of the folder's rule one after the other, as a person would. */
function checkFixed(fixture: Fixture): void {
  const scene = openScene(fixture);
  const fixed = fixAllOf(scene, codeOf(fixture.folder));
  const path = fixedPath(fixture);
  if (fixed === null) {
    expect(existsSync(path), "a fixed text without a fix").toBe(false);
    return;
  }
  if (update) writeFileSync(path, fixed);
  expect(fixed).toBe(readFileSync(path, "utf8"));
}

function fixAllOf(first: Scene, code: string): string | null {
  let scene = first;
  for (let round = 0; round < 20; round++) {
    const fixes = scene.findings.filter((each) => each.code === code).flatMap((each) => each.fixes);
    const preferred = fixes.find((fix) => fix.preferred);
    const changes = preferred && changesFor(preferred, scene.files);
    if (!changes) break;
    scene = afterChanges(scene, changes);
  }
  return scene === first ? null : scene.textOf(scene.root);
}
