import fc from "fast-check";
import { type IpRange, maxAddress } from "../../server/src/core/ip/ip-range.ts";
import { IpBounds, IpSet } from "../../server/src/core/ip/ip-set.ts";

/** The universe that brute force walks through: small, so that random ranges meet, overlap and touch often. */
export const universe: readonly number[] = Array.from({ length: 40 }, (_, i) => i);

/** Addresses of the small universe, of its mirror image at the upper end, and of anywhere between. */
export const address: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 39 }),
  fc.integer({ min: 0, max: 39 }).map((offset) => maxAddress - offset),
  fc.integer({ min: 0, max: maxAddress }),
);

export const range: fc.Arbitrary<IpRange> = rangeOf(address);
export const ranges: fc.Arbitrary<IpRange[]> = fc.array(range, { maxLength: 12 });
export const set: fc.Arbitrary<IpSet> = ranges.map((list) => IpSet.of(list));

/** Sets inside the small universe. */
export const smallSet: fc.Arbitrary<IpSet> = fc
  .array(rangeOf(fc.integer({ min: 0, max: 39 })), { maxLength: 8 })
  .map((list) => IpSet.of(list));

export const bounds: fc.Arbitrary<IpBounds> = boundsOf(set);
export const smallBounds: fc.Arbitrary<IpBounds> = boundsOf(smallSet);

function rangeOf(end: fc.Arbitrary<number>): fc.Arbitrary<IpRange> {
  return fc.tuple(end, end).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
}

function boundsOf(sets: fc.Arbitrary<IpSet>): fc.Arbitrary<IpBounds> {
  return fc.tuple(sets, sets).map(([certain, possible]) => IpBounds.between(certain, possible));
}
