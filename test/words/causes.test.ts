import { expect, test } from "vitest";
import { type Cause, distinctCauses } from "../../server/src/core/evaluate/values/value.ts";
import { sayCause } from "../../server/src/core/words/en/causes.ts";

const different: readonly Cause[] = [
  { kind: "runtime", call: "the subnet of app" },
  { kind: "runtime", call: { kind: "subnet-of", name: "app" } },
  { kind: "runtime", call: { kind: "subnet-of", name: "api" } },
  { kind: "runtime", call: { kind: "approval-of", name: "app" } },
  { kind: "secret", name: null },
  { kind: "secret", name: "of a vault" },
  { kind: "unsupported", construct: { kind: "code", name: "f()" } },
  { kind: "unsupported", construct: { kind: "code", name: "g()" } },
  { kind: "unsupported", construct: { kind: "this-call", name: "f()" } },
  { kind: "failure", reason: { kind: "no-member", name: "a" } },
  { kind: "failure", reason: { kind: "no-output", name: "a" } },
  { kind: "failure", reason: { kind: "wrong-kind" } },
  { kind: "conflict", writers: { kind: "named", names: ["a", "b"], more: 0 } },
];

test("equal causes count once, different ones each", () => {
  for (const cause of different) expect(distinctCauses([cause, structuredClone(cause)])).toEqual([cause]);
  for (const cause of different)
    for (const other of different)
      if (other !== cause) expect(distinctCauses([cause, other])).toHaveLength(2);
});

test("what the template calls something is said as it is written", () => {
  expect(sayCause({ kind: "runtime", call: "resourceGroup().location" })).toBe("resourceGroup().location");
});
