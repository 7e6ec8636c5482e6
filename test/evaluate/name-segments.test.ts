import { expect, test } from "vitest";
import { segmentsOf } from "../../server/src/core/evaluate/instances/resource-id.ts";
import { unknown } from "../../server/src/core/evaluate/values/value.ts";

const origin = { span: { document: "main.json", start: 0, end: 1 } };
const because = { kind: "parameter", name: "names", domain: null } as const;

test.each([
  ["parameter names", ["parameter names/0", "parameter names/1"]],
  [null, [null, null]],
])("the segments of a name that is not known are named after it: %s", (symbol, symbols) => {
  const segments = segmentsOf(unknown(because, origin, symbol), 2);
  expect(segments.map((each) => (each.kind === "unknown" ? each.symbol : "known"))).toEqual(symbols);
});
