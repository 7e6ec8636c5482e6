import { expect, test } from "vitest";
import { noExportOfAll } from "../../../scripts/own-rules/no-export-of-all.ts";
import { mistakes } from "./mistakes.ts";

const says = "Re-export by name: a public API is a list. (no-export-of-all)";

test("a mistake is named with its place, unless the line before allows it", () => {
  expect(
    mistakes(noExportOfAll, [
      "export * from './other';",
      "  export * as all from './other';",
      "// allow no-export-of-all\nexport * from './other';",
      "// allow no-foreign-lookup\nexport * from './other';",
      "// allow no-export-of-all\nexport { one } from './other';",
    ]),
  ).toEqual([
    [`1:1: ${says}`],
    [`1:3: ${says}`],
    [],
    [`2:1: ${says}`, "1:1: This allows nothing. (no-foreign-lookup)"],
    ["1:1: This allows nothing. (no-export-of-all)"],
  ]);
});
