import { expect, test } from "vitest";
import { keepRecent } from "../../server/src/cli/recent.ts";

test("all answers are kept while there is room, and then only those that were asked for last", () => {
  const computed: string[] = [];
  const answer = (key: string): string => {
    computed.push(key);
    return key;
  };
  const recent = keepRecent(answer, { all: 5, last: 2, sizeOf: ({ length }) => length });
  const ask = (...keys: readonly string[]): readonly string[] => {
    computed.length = 0;
    expect(keys.map(recent.of)).toEqual(keys);
    return [...computed];
  };
  expect(ask("a", "b", "c", "d", "e", "a", "e")).toEqual(["a", "b", "c", "d", "e"]);
  expect(recent.isCrowded()).toBe(false);
  expect(ask("f")).toEqual(["f"]);
  expect(recent.isCrowded()).toBe(true);
  expect(ask("f", "e", "f", "a", "f", "e")).toEqual(["a", "e"]);
  // What is larger than the room is kept until something else is asked for.
  expect(ask("large", "large", "f", "large")).toEqual(["large", "f", "large"]);
});
