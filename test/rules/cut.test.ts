import { expect, test } from "vitest";
import { analyze, check } from "../../server/src/core/index.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { openScene } from "./harness/scene.ts";

/** People type from top to bottom: what stands so far is checked without a crash, and nothing is claimed to be missing from it. */
test("a text that ends anywhere is checked, and absence is not claimed of what is cut off", () => {
  for (const fixture of fixtureFolders().flatMap(fixturesIn)) {
    const scene = openScene(fixture);
    const text = scene.textOf(scene.root);
    const whole = new Set(scene.findings.map((finding) => finding.code));
    for (let end = 0; end < text.length; end += 47) {
      const document = { id: scene.root, text: text.slice(0, end) };
      const files = {
        get: (id: string) => (id === scene.root ? document : scene.files.get(id)),
        resolve: scene.files.resolve,
      };
      const found = check(analyze({ root: scene.root, files, parameters: scene.parameters }), files);
      for (const { code, span, message } of found) {
        if (span.document === scene.root) expect(span.end).toBeLessThanOrEqual(end);
        if (code.startsWith("KV1"))
          expect(whole, `${fixture.path} cut at ${end}: ${code} ${message}`).toContain(code);
      }
    }
  }
});
