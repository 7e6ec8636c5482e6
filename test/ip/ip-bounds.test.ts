import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IpBounds, IpSet } from "../../server/src/core/ip/ip-set.ts";
import type { Truth } from "../../server/src/core/logic/truth.ts";
import { bounds, set, smallBounds, smallSet, universe } from "./arbitraries.ts";

function law(name: string, holds: (a: IpBounds, b: IpBounds, c: IpBounds, s: IpSet) => boolean): void {
  test(name, () => {
    fc.assert(fc.property(bounds, bounds, bounds, set, holds), { numRuns: 300 });
  });
}

describe("laws of bounds", () => {
  law("certain lies in possible", (a, b) =>
    [a, a.union(b), a.intersect(b), IpBounds.unionOf([a, b])].every((x) => x.certain.isSubsetOf(x.possible)),
  );
  law("union is commutative", (a, b) => a.union(b).equals(b.union(a)));
  law("union is associative", (a, b, c) =>
    a
      .union(b)
      .union(c)
      .equals(a.union(b.union(c))),
  );
  law("union is idempotent", (a) => a.union(a).equals(a));
  law("nothing adds nothing", (a) => a.union(IpBounds.none).equals(a));
  law(
    "union never takes away",
    (a, b) => a.certain.isSubsetOf(a.union(b).certain) && a.possible.isSubsetOf(a.union(b).possible),
  );
  law("an unknown part leaves certain what is certain", (a) => {
    const open = a.union(IpBounds.unknown);
    return open.certain.equals(a.certain) && open.possible.equals(IpSet.all);
  });
  law("intersection distributes", (a, b, c) =>
    a.intersect(b.union(c)).equals(a.intersect(b).union(a.intersect(c))),
  );
  law(
    "certain and undecided split possible",
    (a) => a.certain.union(a.undecided).equals(a.possible) && !a.certain.overlaps(a.undecided),
  );
  law("unionOf is a chain of unions", (a, b, c) => IpBounds.unionOf([a, b, c]).equals(a.union(b).union(c)));
  law("known sets behave as sets", (a, _b, _c, s) => {
    const known = IpBounds.known(a.possible);
    return known.isKnown && known.includes(s) === (s.isSubsetOf(a.possible) ? "yes" : "no");
  });
});

test("the parts of nothing are nothing", () => {
  expect(IpBounds.unionOf([]).equals(IpBounds.none)).toBe(true);
});

test.each<{ name: string; bounds: IpBounds; includesAll: Truth; overlapsAll: Truth; isKnown: boolean }>([
  { name: "none", bounds: IpBounds.none, includesAll: "no", overlapsAll: "no", isKnown: true },
  { name: "unknown", bounds: IpBounds.unknown, includesAll: "maybe", overlapsAll: "maybe", isKnown: false },
  { name: "all", bounds: IpBounds.known(IpSet.all), includesAll: "yes", overlapsAll: "yes", isKnown: true },
  {
    name: "at most one address",
    bounds: IpBounds.atMost(IpSet.of([{ first: 7, last: 7 }])),
    includesAll: "no",
    overlapsAll: "maybe",
    isKnown: false,
  },
])("$name", ({ bounds: given, includesAll, overlapsAll, isKnown }) => {
  expect(given.includes(IpSet.all)).toBe(includesAll);
  expect(given.overlaps(IpSet.all)).toBe(overlapsAll);
  expect(given.isKnown).toBe(isKnown);
});

describe("against brute force", () => {
  /** What holds in every set between the bounds is certain; what holds in some is possible. */
  const answer = (inSmallest: boolean, inLargest: boolean): Truth =>
    inSmallest ? "yes" : inLargest ? "maybe" : "no";

  test("answers agree with the smallest and the largest set that the bounds allow", () => {
    fc.assert(
      fc.property(smallBounds, smallSet, (given, asked) => {
        const members = universe.filter((x) => asked.has(x));
        const inCertain = (x: number): boolean => given.certain.has(x);
        const inPossible = (x: number): boolean => given.possible.has(x);
        expect(given.includes(asked)).toBe(answer(members.every(inCertain), members.every(inPossible)));
        expect(given.overlaps(asked)).toBe(answer(members.some(inCertain), members.some(inPossible)));
        for (const x of universe) expect(given.has(x)).toBe(answer(inCertain(x), inPossible(x)));
      }),
      { numRuns: 500 },
    );
  });
});
