import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describe as describeFinding, draw, matches } from "./harness/drawing.ts";
import { brokenPromises } from "./harness/every-fix.ts";
import { fixAllOf } from "./harness/fix-all-of.ts";
import { codeOf, type Fixture, fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { collapse, partsOf } from "./harness/frame.ts";
import { withBlock } from "./harness/page.ts";
import { openScene, type Scene } from "./harness/scene.ts";

const update = process.env["UPDATE"] === "1";

describe.each(fixtureFolders())("%s", (folder) => {
  for (const fixture of fixturesIn(folder)) {
    const name = `${fixture.stem}.${fixture.extension}`;
    const scene = openScene(fixture);

    test(`${name}: findings are where they are drawn`, () => {
      if (isDerived(fixture)) expect(placesOf(scene)).toEqual(placesOf(openScene(originOf(fixture))));
      else
        for (const id of scene.documents) {
          if (update) redraw(fixture, scene, id);
          else expect(foundIn(scene, id)).toEqual(expectedIn(scene, id));
        }
    });

    test(`${name}: the preferred fixes give the fixed text`, () => {
      const fixed = fixAllOf(scene, codeOf(folder)) ?? scene;
      // An update has just drawn it.
      if (!update) for (const id of scene.documents) expect(fixed.textOf(id)).toBe(scene.drawingOf(id).fixed);
    });

    test(`${name}: every fix keeps its promises`, () => {
      expect(brokenPromises(scene)).toEqual([]);
    });
  }
});

function isDerived({ files, path }: Fixture): boolean {
  return files.get(path)?.isDerived === true;
}

/** The fixture in ARM JSON that one for azapi is derived from. */
function originOf({ folder, stem }: Fixture): Fixture {
  const origin = fixturesIn(folder).find((each) => each.stem === stem && each.extension === "json");
  if (!origin) throw new Error(`${stem} has no block in ARM JSON.`);
  return origin;
}

/** The texts that findings mark, as they read in every language. */
function placesOf(scene: Scene): readonly string[] {
  return scene.findings
    .map(({ code, span }) => {
      const [line = ""] = scene.textOf(span.document).slice(span.start, span.end).split("\n");
      return `${code} ${line.replace(/^resource "\w+" |^"[^"]*@/, "").replaceAll('"', "")}`;
    })
    .sort();
}

function foundIn(scene: Scene, id: string): readonly string[] {
  const text = scene.textOf(id);
  const findings = scene.findings.filter((finding) => finding.span.document === id);
  return findings.map((finding) => describeFinding(finding, text));
}

/** What is drawn in part, because the rest differs between syntaxes, is what is found if that says at least as much. */
function expectedIn(scene: Scene, id: string): readonly string[] {
  const found = foundIn(scene, id);
  return scene.drawingOf(id).expected.map((drawn, index) => {
    const same = found[index];
    return same !== undefined && matches(drawn, same) ? same : drawn;
  });
}

/** Draws anew into the page what is found in a file and what the preferred fixes make of it, unless the page shows just that. */
function redraw({ folder, page, files }: Fixture, scene: Scene, id: string): void {
  const text = scene.textOf(id);
  const fixed = (fixAllOf(scene, codeOf(folder)) ?? scene).textOf(id);
  const isDrawn = JSON.stringify(foundIn(scene, id)) === JSON.stringify(expectedIn(scene, id));
  const block = files.get(id);
  if (!block || block.isDerived || (isDrawn && fixed === scene.drawingOf(id).fixed)) return;
  const findings = scene.findings.filter((finding) => finding.span.document === id);
  // What a fixture excuses is written in its first line, which drawing leaves out.
  const [reveals = ""] = /^\/\/ reveals .*\n/.exec(block.text) ?? [];
  const parts = partsOf(block.written);
  const written = collapse(reveals + draw(text, findings, fixed), block.fence, (name) => parts.has(name));
  writeFileSync(page.path, withBlock(readFileSync(page.path, "utf8"), block.fence, written));
}
