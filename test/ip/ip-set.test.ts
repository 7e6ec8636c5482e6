import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maxAddress, parseIpv4 } from "../../server/src/core/ip/ip-range.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { address, ranges, set, smallSet, universe } from "./arbitraries.ts";

/** Checks a law on random sets; sets are compared through their canonical ranges. */
function law(name: string, holds: (a: IpSet, b: IpSet, c: IpSet) => boolean): void {
  test(name, () => {
    fc.assert(fc.property(set, set, set, holds), { numRuns: 500 });
  });
}

describe("laws of sets", () => {
  law("union is commutative", (a, b) => a.union(b).equals(b.union(a)));
  law("union is associative", (a, b, c) =>
    a
      .union(b)
      .union(c)
      .equals(a.union(b.union(c))),
  );
  law("intersection is commutative", (a, b) => a.intersect(b).equals(b.intersect(a)));
  law("intersection is associative", (a, b, c) =>
    a
      .intersect(b)
      .intersect(c)
      .equals(a.intersect(b.intersect(c))),
  );
  law("both are idempotent", (a) => a.union(a).equals(a) && a.intersect(a).equals(a));
  law("both absorb", (a, b) => a.union(a.intersect(b)).equals(a) && a.intersect(a.union(b)).equals(a));
  law("union distributes", (a, b, c) => a.union(b.intersect(c)).equals(a.union(b).intersect(a.union(c))));
  law("intersection distributes", (a, b, c) =>
    a.intersect(b.union(c)).equals(a.intersect(b).union(a.intersect(c))),
  );
  law("De Morgan, union", (a, b) => a.union(b).complement().equals(a.complement().intersect(b.complement())));
  law("De Morgan, intersection", (a, b) =>
    a.intersect(b).complement().equals(a.complement().union(b.complement())),
  );
  law("complement undoes itself", (a) => a.complement().complement().equals(a));
  law(
    "complement splits everything",
    (a) => a.union(a.complement()).equals(IpSet.all) && !a.overlaps(a.complement()),
  );
  law(
    "nothing and everything are neutral",
    (a) => a.union(IpSet.empty).equals(a) && a.intersect(IpSet.all).equals(a),
  );
  law(
    "nothing and everything absorb",
    (a) => a.intersect(IpSet.empty).isEmpty && a.union(IpSet.all).equals(IpSet.all),
  );
  law("minus is intersection with the complement", (a, b) => a.minus(b).equals(a.intersect(b.complement())));
  law(
    "minus and intersection split a set",
    (a, b) => a.minus(b).union(a.intersect(b)).equals(a) && !a.minus(b).overlaps(b),
  );
  law("subset in three ways", (a, b) => {
    const isSubset = a.isSubsetOf(b);
    return isSubset === a.union(b).equals(b) && isSubset === a.intersect(b).equals(a);
  });
  law("parts are subsets", (a, b) => a.intersect(b).isSubsetOf(a) && a.isSubsetOf(a.union(b)));
  law("subsets of each other are equal", (a, b) => (a.isSubsetOf(b) && b.isSubsetOf(a)) === a.equals(b));
  law("overlap means a common part", (a, b) => a.overlaps(b) === !a.intersect(b).isEmpty);
  law("size counts each address once", (a, b) => a.union(b).size + a.intersect(b).size === a.size + b.size);
  law("size of the complement", (a) => a.size + a.complement().size === 2 ** 32);
  law("unionOf is a chain of unions", (a, b, c) => IpSet.unionOf([a, b, c]).equals(a.union(b).union(c)));
});

describe("canonical form", () => {
  law("every operation keeps it", (a, b) =>
    [a, a.union(b), a.intersect(b), a.minus(b), a.complement()].every(isCanonical),
  );

  test("does not depend on order, duplicates or cuts", () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const cut = list.flatMap(({ first, last }) => {
          const middle = Math.floor((first + last) / 2);
          return middle < last
            ? [
                { first: middle + 1, last },
                { first, last: middle },
              ]
            : [{ first, last }];
        });
        expect(IpSet.of([...cut.reverse(), ...list]).ranges).toEqual(IpSet.of(list).ranges);
      }),
    );
  });

  test.each([
    { name: "neighbours become one", given: ["0-4", "5-9"], ranges: [{ first: 0, last: 9 }] },
    { name: "an inner range vanishes", given: ["0-9", "2-3", "5-5"], ranges: [{ first: 0, last: 9 }] },
    {
      name: "a gap of one stays",
      given: ["0-4", "6-9"],
      ranges: [
        { first: 0, last: 4 },
        { first: 6, last: 9 },
      ],
    },
    { name: "the upper end", given: [`5-${maxAddress}`, "0-4"], ranges: [{ first: 0, last: maxAddress }] },
  ])("$name", ({ given, ranges: expected }) => {
    expect(IpSet.of(given.map(numbers)).ranges).toEqual(expected);
  });

  test.each([
    { first: 2, last: 1 },
    { first: -1, last: 1 },
    { first: 0, last: 2 ** 32 },
    { first: 0.5, last: 1 },
    { first: Number.NaN, last: 1 },
  ])("refuses $first-$last", (range) => {
    expect(() => IpSet.of([range])).toThrow(RangeError);
  });
});

describe("against brute force", () => {
  const members = (a: IpSet): number[] => universe.filter((each) => a.has(each));

  test("every operation agrees on every address", () => {
    fc.assert(
      fc.property(smallSet, smallSet, (a, b) => {
        const inB = new Set(members(b));
        expect(members(a)).toEqual(universe.filter((x) => a.ranges.some((r) => r.first <= x && x <= r.last)));
        expect(members(a.union(b))).toEqual(universe.filter((x) => a.has(x) || inB.has(x)));
        expect(members(a.intersect(b))).toEqual(members(a).filter((x) => inB.has(x)));
        expect(members(a.minus(b))).toEqual(members(a).filter((x) => !inB.has(x)));
        expect(members(a.complement())).toEqual(universe.filter((x) => !a.has(x)));
        expect(a.isSubsetOf(b)).toBe(members(a).every((x) => inB.has(x)));
        expect(a.overlaps(b)).toBe(members(a).some((x) => inB.has(x)));
        expect(a.size).toBe(members(a).length);
        expect(a.isEmpty).toBe(members(a).length === 0);
      }),
      { numRuns: 1000 },
    );
  });

  test("has agrees with a walk through the ranges, anywhere", () => {
    fc.assert(
      fc.property(ranges, address, (list, x) => {
        expect(IpSet.of(list).has(x)).toBe(list.some(({ first, last }) => first <= x && x <= last));
      }),
      { numRuns: 2000 },
    );
  });

  test("has knows the ends of every range", () => {
    fc.assert(
      fc.property(set, (a) => {
        for (const { first, last } of a.ranges) {
          expect([first - 1, first, last, last + 1].map((x) => a.has(x))).toEqual([false, true, true, false]);
        }
      }),
    );
  });
});

describe("extremes", () => {
  test("everything has 2^32 addresses", () => {
    expect([IpSet.all.size, IpSet.empty.size]).toEqual([2 ** 32, 0]);
    expect([IpSet.all.has(0), IpSet.all.has(maxAddress)]).toEqual([true, true]);
    expect(IpSet.all.complement().equals(IpSet.empty)).toBe(true);
  });

  test("prints ranges for people", () => {
    expect(IpSet.of([numbers("0-4294967295")]).toRanges()).toEqual(["0.0.0.0-255.255.255.255"]);
    const kv = parseIpv4("203.0.113.7") ?? 0;
    expect(IpSet.of([{ first: kv, last: kv }]).toRanges()).toEqual(["203.0.113.7"]);
  });
});

function isCanonical({ ranges: list }: IpSet): boolean {
  return list.every(({ first, last }, i) => {
    const before = list[i - 1];
    return 0 <= first && first <= last && last <= maxAddress && (!before || before.last + 1 < first);
  });
}

function numbers(text: string): { first: number; last: number } {
  const [first = 0, last = 0] = text.split("-").map(Number);
  return { first, last };
}
