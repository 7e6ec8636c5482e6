// @vitest-environment-options { "counts": "work" }
import { expect, test } from "vitest";
import { ordinaryArm, ordinaryBicep, ordinaryTerraform } from "../../bench/templates.ts";
import { analyze, type Document, type Files, rootIdOf } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { armSyntax } from "../../server/src/core/syntax/arm/arm.ts";
import { costlyTexts } from "../syntax/arm/costly-texts.ts";
import { workOf } from "./work.ts";

/** What `npm run bench` measures in time depends on the machine; the work counted here does not. */
test.each([
  ["ARM JSON", "/kv.json", ordinaryArm],
  ["Bicep", "/kv.bicep", ordinaryBicep],
  ["Terraform", "/kv.tf", ordinaryTerraform],
])("the work of a check grows with the text of %s, not faster", (_, id, textOf) => {
  // The first check also prepares what all checks share.
  checkAlone({ id, text: textOf(5_000) });
  const work = (length: number): number =>
    workOf(() => {
      checkAlone({ id, text: textOf(length) });
    });
  expect(work(40_000)).toBeLessThan(2.2 * work(20_000));
});

test("twice as much of costly ARM JSON is twice the work to read", () => {
  const parseAll = (size: number) => () => {
    for (const [, length, of] of costlyTexts) armSyntax.parse({ id: "kv.json", text: of(size / length) });
  };
  expect(workOf(parseAll(80_000))).toBeLessThan(2.1 * workOf(parseAll(40_000)));
});

function checkAlone(document: Document): void {
  const files: Files = {
    get: (id) => (id === document.id ? document : null),
    resolve: (_, path) => path,
    list: () => [document.id],
  };
  const analysis = analyze({ root: rootIdOf(document), files });
  expect(analysis.worlds.flatMap(({ network }) => network.vaults).length).toBeGreaterThan(0);
  check(analysis);
}
