import { expect, test } from "vitest";
import type { JsonNode } from "../../../server/src/core/syntax/arm/json/node.ts";
import { readJson } from "../../../server/src/core/syntax/arm/json/reader.ts";

function print(node: JsonNode | null): string {
  switch (node?.kind) {
    case undefined:
      return "nothing";
    case "object": {
      const members = node.members.map((member) => `${member.name.text}: ${print(member.value)}`);
      return `{${[...members, ...gap(node)].join(", ")}}`;
    }
    case "array":
      return `[${[...node.items.map((item) => print(item.value)), ...gap(node)].join(", ")}]`;
    case "string":
    case "scalar":
      return JSON.stringify(node.kind === "string" ? node.text : node.value);
    case "unreadable":
      return "?";
  }
}

/** `…` where the list itself may be short, `~` where only something deeper may be. */
function gap(node: { readonly intact: boolean; readonly listed: boolean }): readonly string[] {
  return node.intact ? [] : [node.listed ? "~" : "…"];
}

const balanced: readonly (readonly [string, string])[] = [
  [`{ "a": 1, "b": [true, false, null, -1.5e3], }`, `{a: 1, b: [true, false, null, -1500]}`],
  [`{ "a": [1, /* , */ 2,], } // end`, `{a: [1, 2]}`],
  [`"\\u0041\\n\\"\\/\\x"`, `"A\\n\\"/x"`],
  [`{ "a": "x\ny", "b": 1 }`, `{a: "x\\ny", b: 1}`],
  [`{ "a": "[f('\\"'\r\n)]" // c\n }`, `{a: "[f('\\"'\\r\\n)]"}`],
  // What is being typed.
  [`{ "a": , "b": 1 }`, `{a: ?, b: 1}`],
  [`{ "a": 1, "b": }`, `{a: 1, b: ?}`],
  [`{ "a":\n "b": 1 }`, `{a: ?, b: 1, …}`],
  [`{ "a":\n "b" }`, `{a: "b"}`],
  [`{ "a" "b": 1 }`, `{a: ?, b: 1, …}`],
  [`{ "a": 1 "b": 2 }`, `{a: 1, b: 2, …}`],
  [`{ "a": {"x": 1 "y": 2}, "b": 2 }`, `{a: {x: 1, y: 2, …}, b: 2, ~}`],
  [`{ "a": "x\n "b": 1 }`, `{a: ?, b: 1, …}`],
  [`{ "a": "[f('x')\n "b": "c" }`, `{a: ?, b: "c", …}`],
  [`{ "a": tru, "b": 1 }`, `{a: ?, b: 1, …}`],
  [`{ a: 1, "b": 1 }`, `{b: 1, …}`],
  [`{ {"x": 1}, "b": 1 }`, `{b: 1, …}`],
  [`{ , "b": 1 }`, `{b: 1, …}`],
  [`[1 2, , 3 : 4]`, `[1, 2, 3, 4, …]`],
];

test.each(balanced)("%s", (text, expected) => {
  const json = readJson(text);
  expect(print(json.root)).toBe(expected);
  expect(json.balanced).toBe(true);
});

const unbalanced: readonly (readonly [string, string])[] = [
  [`{ "a": { "b": 1 }`, `{a: {b: 1}, …}`],
  [`{ "a": [1, 2 }`, `{a: [1, 2, …], ~}`],
  [`{ "a": 1 ], "b": 2 }`, `{a: 1, b: 2, ~}`],
  [`[{ "a": 1 ], 2]`, `[{a: 1, …}, ~]`],
  [`{ "a": 1 } }`, `{a: 1}`],
  [`{ "a": 12`, `{a: ?, …}`],
  [`{ "a": "12`, `{a: ?, …}`],
  [`{ "a`, `{…}`],
  [`{ "a": /* x`, `{a: ?, …}`],
];

test.each(unbalanced)("%s has brackets that do not match", (text, expected) => {
  const json = readJson(text);
  expect(print(json.root)).toBe(expected);
  expect(json.balanced).toBe(false);
  expect(json.problems.length).toBeGreaterThan(0);
});

test("nesting is measured", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  expect(readJson(nested(500)).problems).toEqual([]);
  for (const text of [nested(501), nested(10_000), "[".repeat(1_000_000), `{"a":`.repeat(10_000)]) {
    const { root, problems } = readJson(text);
    expect(root).toBeNull();
    expect(problems).toEqual([{ start: 0, end: 1, fault: { kind: "too-deep" } }]);
  }
});
