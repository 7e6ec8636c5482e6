import { describe, expect, test } from "vitest";
import type { Files } from "../../server/src/core/index.ts";
import { analyze, check, givenByHand } from "../../server/src/core/index.ts";
import type { Fixture } from "./harness/fixtures.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { openScene } from "./harness/scene.ts";
import { messageOf } from "../support/said.ts";

/** Every offset with `FUZZ=all`, which takes an hour; a sample of them with every run. */
const stride = process.env["FUZZ"] === "all" ? 1 : 47;

/** Rules that claim that something is missing, has no effect or is shut out. */
const absences = /^KV(?:10|208|21[12]|[345])/;

/** People type from top to bottom: what stands so far is checked without a crash, and nothing is claimed to be missing from it. */
describe("a text that ends anywhere is checked, and absence is not claimed of what is cut off", () => {
  test.each(fixtureFolders())("%s", (folder) => {
    expect(fixturesIn(folder).flatMap(mistakesIn)).toEqual([]);
  });
});

/** What is claimed of a cut text and should not be, a line for each. */
function mistakesIn(fixture: Fixture): readonly string[] {
  const mistakes: string[] = [];
  const scene = openScene(fixture);
  const { root, parameters, files, findings } = scene;
  const text = scene.textOf(root);
  const whole = new Set(findings.map((finding) => finding.code));
  for (let end = 0; end < text.length; end += stride) {
    const document = { id: root, text: text.slice(0, end) };
    const cut: Files = { ...files, get: (id) => (id === root ? document : files.get(id)) };
    const analysis = analyze({ root, files: cut, environment: givenByHand(parameters) });
    const isDamaged = analysis.problems.length > 0;
    for (const finding of check(analysis)) {
      const { code, span } = finding;
      const isOutside = span.document === root && span.end > end;
      // Whole declarations are a smaller template, which may truly lack what the larger one has.
      const isClaimed = code.startsWith("KV1") || (isDamaged && absences.test(code));
      if (isOutside || (isClaimed && !whole.has(code)))
        mistakes.push(`${fixture.path} cut at ${end}: ${code} ${messageOf(finding)}`);
    }
  }
  return mistakes;
}
