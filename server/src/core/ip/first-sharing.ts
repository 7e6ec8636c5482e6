import { IpSet } from "./ip-set.ts";
import type { IpRange } from "./ip-range.ts";

/** Addresses, and the first of some sets that holds them. */
interface Stretch extends IpRange {
  readonly index: number;
}

/**
 * Answers repeatedly which of several sets is the first that shares an address with another set; null if none does.
 * Preparation takes n log n steps for n ranges, and each query only as many steps as the other set has neighbors
 * among them.
 */
export function firstSharing(sets: readonly IpSet[]): (asked: IpSet) => number | null {
  const stretches = stretchesOf(sets, 0, sets.length);
  return ({ ranges }) => {
    let found: number | null = null;
    for (const { first, last } of ranges) {
      for (let at = endingFrom(stretches, first); at < stretches.length; at++) {
        const stretch = stretches[at];
        if (!stretch || stretch.first > last) break;
        found = Math.min(found ?? stretch.index, stretch.index);
      }
    }
    return found;
  };
}

/** Halves are joined: what the first half holds is its own, and the rest belongs to the second. */
function stretchesOf(sets: readonly IpSet[], from: number, to: number): readonly Stretch[] {
  if (to - from <= 1) return (sets[from]?.ranges ?? []).map((range) => ({ ...range, index: from }));
  const middle = (from + to) >>> 1;
  const before = stretchesOf(sets, from, middle);
  const held = IpSet.of(before);
  const behind = stretchesOf(sets, middle, to).flatMap((stretch) => {
    const own = IpSet.of([stretch]);
    if (!own.overlaps(held)) return [stretch];
    return own.minus(held).ranges.map((range) => ({ ...range, index: stretch.index }));
  });
  return [...before, ...behind].sort((a, b) => a.first - b.first);
}

/** The first stretch that does not end before an address. */
function endingFrom(stretches: readonly Stretch[], address: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[middle]?.last ?? Infinity) < address) low = middle + 1;
    else high = middle;
  }
  return low;
}
