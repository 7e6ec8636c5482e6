import { expect, test } from "vitest";
import { keepRecent, type Room } from "../../server/src/cli/recent.ts";

function room(all: number, last: number): Room<string> {
  return { all, last, sizeOf: ({ length }) => length, printOf: (answer) => answer };
}

test("all answers are kept while there is room, and then only those that were asked for last", () => {
  const computed: string[] = [];
  const answer = (key: string): string => {
    computed.push(key);
    return key;
  };
  const recent = keepRecent(answer, room(5, 2));
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

test("what is expected to be too much is not kept from the beginning", () => {
  const recent = keepRecent((key) => key, room(3, 1));
  recent.expect(2);
  expect(recent.isCrowded()).toBe(false);
  recent.expect(4);
  expect(recent.isCrowded()).toBe(true);
});

test("fails if a forgotten answer differs when it is computed again", () => {
  let version = 1;
  const recent = keepRecent((key) => `${key}${version}`, room(2, 2));
  expect(["a", "b", "c"].map(recent.of)).toEqual(["a1", "b1", "c1"]);
  version = 2;
  expect(recent.of("c")).toBe("c1");
  expect(recent.of("d")).toBe("d2");
  expect(() => recent.of("a")).toThrow("a changed meanwhile");
});
