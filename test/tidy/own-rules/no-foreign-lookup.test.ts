import { expect, test } from "vitest";
import { noForeignLookup } from "../../../scripts/own-rules/no-foreign-lookup.ts";
import { mistakes } from "./mistakes.ts";

test("names that may be any are looked up in maps only", () => {
  const fine = [
    "declare const table: Map<string, number>, key: string; table.get(key);",
    "declare const table: Record<'a' | 'b', number>, key: 'a' | 'b'; table[key];",
    "declare const list: string[], at: number; list[at];",
    "declare const value: object; 'key' in value;",
    "class Own { #key = 1; static is = (value: object) => #key in value; }",
  ];
  const wrong = [
    "declare const table: Record<string, number>, key: string; table[key];",
    "declare const table: Record<string, number>, key: string; table?.[key];",
    "declare const table: Record<string, number>, key: string; table[`${key}s`];",
    "declare const table: Record<string, number>, key: string | undefined; table[key ?? 'a'];",
    "declare const table: Record<string, number>, key: string; table[key] = 1;",
    "declare const table: object, key: string; key in table;",
    "declare const table: object, key: any; table[key];",
  ];
  const found = mistakes(noForeignLookup, [...fine, ...wrong]);
  expect(found.slice(0, fine.length)).toEqual(fine.map(() => []));
  for (const [index, code] of wrong.entries()) expect(found[fine.length + index], code).toHaveLength(1);
});
