import fc from "fast-check";
import { expect, test } from "vitest";
import { firstSharing } from "../../server/src/core/ip/first-sharing.ts";
import { cidrRange } from "../../server/src/core/ip/cidr.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { workOf } from "../support/work.ts";
import { set } from "./arbitraries.ts";

test("the first set that shares an address, as a search one by one finds it", () => {
  fc.assert(
    fc.property(fc.array(set, { maxLength: 12 }), set, (sets, asked) => {
      const index = sets.findIndex((each) => each.overlaps(asked));
      expect(firstSharing(sets)(asked)).toBe(index < 0 ? null : index);
    }),
    { numRuns: 300 },
  );
});

test("one set among thousands is found, met and taken away in a few steps", () => {
  const networks = (count: number): readonly IpSet[] =>
    Array.from({ length: count }, (_, index) => IpSet.of([cidrRange(index * 65_536 * 2, 24)]));
  const work = (count: number): number => {
    const sets = networks(count);
    const all = IpSet.unionOf(sets);
    const first = firstSharing(sets);
    const one = sets[count - 2] ?? IpSet.empty;
    return workOf(() => {
      expect(first(one)).toBe(count - 2);
      expect(one.isSubsetOf(all)).toBe(true);
      expect(one.intersect(all).equals(one)).toBe(true);
      expect(one.minus(all).isEmpty).toBe(true);
    });
  };
  expect(work(4_000)).toBeLessThan(2 * work(500));
});
