import { expect, it } from "vitest";
import { countTests } from "../../server/src/core/access-file/coverage.ts";

it("counts a test once, and as passed only where it passes everywhere", () => {
  const [first, second] = ["[1]", "[2]"];
  const inDev = new Map([
    [first, true],
    [second, true],
  ]);
  // The access file was read again in between, so its tests are other objects at the same places.
  const inProd = new Map([
    ["[1]", true],
    ["[2]", false],
  ]);
  expect(countTests([inDev])).toEqual({ passed: 2, all: 2 });
  expect(countTests([inDev, inProd])).toEqual({ passed: 1, all: 2 });
  expect(countTests([])).toEqual({ passed: 0, all: 0 });
});
