import { expect, test } from "vitest";
import { armSyntax } from "../../../server/src/core/syntax/arm/arm.ts";
import { costlyTexts } from "./costly-texts.ts";

test.each(costlyTexts)("2 MB of %s are read before the test runs out of time", (_, length, of) => {
  const { problems } = armSyntax.parse({ id: "kv.json", text: of(2_000_000 / length) });
  expect(problems.length).toBeLessThanOrEqual(101);
});
