import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResourceInstance } from "../../server/src/core/evaluate/types.ts";
import {
  dictOf,
  equalPlain,
  equalValues,
  listOf,
  type Plain,
  textOf,
} from "../../server/src/core/evaluate/values/plain.ts";
import { type Cause, known, type Unknown, unknown } from "../../server/src/core/evaluate/values/value.ts";

const origin = { span: { document: "kv", start: 0, end: 0 } };
const because: Cause = { kind: "parameter", name: "p", domain: null };
const symbols = ["p", "q"] as const;

/** A text as its pieces: strings, or the names of two unknown values. */
type Sketch = readonly (string | { readonly symbol: (typeof symbols)[number] })[];

const sketch: fc.Arbitrary<Sketch> = fc.array(
  fc.oneof(
    fc.constantFrom("a", "b", "ab", "kv-", "A"),
    fc.constantFrom(...symbols).map((symbol) => ({ symbol })),
  ),
  { maxLength: 5 },
);
const meaning = fc.record({
  p: fc.constantFrom("", "a", "b", "ab", "ba"),
  q: fc.constantFrom("", "a", "kv-"),
});

describe("texts known in part", () => {
  it("are equal only if they are under every meaning, and different only if they differ under every one", () => {
    fc.assert(
      fc.property(sketch, sketch, meaning, fc.boolean(), (a, b, of, foldCase) => {
        const [left, right] = [spelled(a, of), spelled(b, of)];
        const same = foldCase ? left.toLowerCase() === right.toLowerCase() : left === right;
        const answer = equalPlain(build(a), build(b), foldCase);
        expect(answer === "maybe" || (answer === "yes") === same).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it("are equal to themselves", () => {
    fc.assert(fc.property(sketch, (a) => equalPlain(build(a), build(a)) === "yes"));
  });

  it("compare the same either way", () => {
    fc.assert(
      fc.property(
        sketch,
        sketch,
        (a, b) => equalPlain(build(a), build(b)) === equalPlain(build(b), build(a)),
      ),
    );
  });

  it.each([
    ["kv-‹p› and st-‹p›", ["kv-", p()], ["st-", p()], "no"],
    ["one id below two unknown groups", ["/a/", p(), "/x"], ["/a/", q(), "/x"], "maybe"],
    ["names that differ behind an equal unknown", ["/a/", p(), "/x1", q()], ["/a/", p(), "/x2", q()], "no"],
    ["a text and the same with more behind it", [p()], [p(), "x"], "no"],
    ["a text and the same with something unknown behind it", [p()], [p(), q()], "maybe"],
    ["unknown texts without names", [unknown(because, origin)], [unknown(because, origin)], "maybe"],
  ] as const)("%s: %s", (_, a, b, expected) => {
    expect(equalPlain(textOf(a), textOf(b))).toBe(expected);
  });
});

describe("lists and objects known in part", () => {
  const open = [because];
  const one = known(1, origin);
  const two = known(2, origin);
  it.each<readonly [string, Plain, Plain, string]>([
    ["an open list may be longer", listOf([one], open), listOf([one, two]), "maybe"],
    ["an open list is never shorter", listOf([one, two], open), listOf([one]), "no"],
    [
      "an open object may hold more",
      dictOf([["a", one]], open),
      dictOf([
        ["a", one],
        ["b", two],
      ]),
      "maybe",
    ],
    ["an open object never holds less", dictOf([["a", one]], open), dictOf([["b", one]]), "no"],
    ["an open object with another value", dictOf([["a", one]], open), dictOf([["a", two]]), "no"],
    ["types differ", listOf([]), dictOf([]), "no"],
    ["null is nothing else", null, "", "no"],
  ])("%s", (_, a, b, expected) => {
    expect(equalPlain(a, b)).toBe(expected);
    expect(equalPlain(b, a)).toBe(expected);
  });

  it("a resource may equal an object that describes it, but not another resource", () => {
    const resource = (): Plain => ({ kind: "resource", instance: {} as ResourceInstance });
    const one = resource();
    expect(equalPlain(one, one)).toBe("yes");
    expect(equalPlain(one, resource())).toBe("no");
    expect(equalPlain(one, dictOf([]))).toBe("maybe");
    expect(equalPlain(dictOf([]), one)).toBe("maybe");
  });

  it("a text that is one unknown equals that unknown", () => {
    expect(equalValues(known(textOf([p()]), origin), p())).toBe("yes");
  });
});

function build(of: Sketch): Plain {
  return textOf(
    of.map((piece) => (typeof piece === "string" ? piece : unknown(because, origin, piece.symbol))),
  );
}

function spelled(of: Sketch, meanings: Readonly<Record<"p" | "q", string>>): string {
  return of.map((piece) => (typeof piece === "string" ? piece : meanings[piece.symbol])).join("");
}

function p(): Unknown {
  return unknown(because, origin, "p");
}

function q(): Unknown {
  return unknown(because, origin, "q");
}
