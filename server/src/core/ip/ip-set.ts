import { maxAddress } from "./address.ts";
import { cidrsOfRange } from "./cidr.ts";
import {
  canonicalRanges,
  complementRanges,
  endsHold,
  endsOf,
  formatRange,
  intersectRanges,
  isWithinRanges,
  rangesOverlap,
  subtractRanges,
  uniteRanges,
  type CanonicalRanges,
  type IpRange,
} from "./ip-range.ts";

/**
 * An immutable set of IPv4 addresses. The ranges are always normalized (sorted, disjoint, non-adjacent); only this
 * class can create a set, so every operation can rely on it. Operations on sets of n and m ranges take n + m steps;
 * those whose result is no larger than the smaller set take few more steps than that set has ranges.
 */
export class IpSet {
  static readonly empty = new IpSet([]);
  static readonly all = new IpSet([{ first: 0, last: maxAddress }]);

  readonly ranges: CanonicalRanges;
  /** Made by the first `has`: most sets are never asked. */
  #ends: Uint32Array | undefined;

  private constructor(ranges: CanonicalRanges) {
    this.ranges = ranges;
  }

  /** The addresses of all ranges, which may overlap and come in any order. Throws a RangeError for an invalid range. */
  static of(ranges: Iterable<IpRange>): IpSet {
    return new IpSet(canonicalRanges(ranges));
  }

  /** The addresses of all sets; cheaper than a chain of `union` when there are many. */
  static unionOf(sets: Iterable<IpSet>): IpSet {
    const parts = Array.from(sets).filter((set) => !set.isEmpty);
    const [first = IpSet.empty] = parts;
    return parts.length <= 1 ? first : IpSet.of(parts.flatMap((set) => set.ranges));
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** How many addresses there are, 0..2^32. */
  get size(): number {
    return this.ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  }

  union(other: IpSet): IpSet {
    if (this.isEmpty || other === IpSet.all) return other;
    if (other.isEmpty || this === IpSet.all || this === other) return this;
    return new IpSet(uniteRanges(this.ranges, other.ranges));
  }

  intersect(other: IpSet): IpSet {
    if (this.isEmpty || other.isEmpty) return IpSet.empty;
    if (other === IpSet.all || other === this) return this;
    if (this === IpSet.all) return other;
    return new IpSet(intersectRanges(this.ranges, other.ranges));
  }

  minus(other: IpSet): IpSet {
    if (this.isEmpty || other.isEmpty) return this;
    if (other === IpSet.all || other === this) return IpSet.empty;
    if (!this.overlaps(other)) return this;
    return new IpSet(subtractRanges(this.ranges, other.ranges));
  }

  complement(): IpSet {
    return new IpSet(complementRanges(this.ranges));
  }

  /** Whether the set contains the address, a number 0..2^32-1. */
  has(address: number): boolean {
    this.#ends ??= endsOf(this.ranges);
    return endsHold(this.#ends, address);
  }

  isSubsetOf(other: IpSet): boolean {
    return this === other || other === IpSet.all || isWithinRanges(this.ranges, other.ranges);
  }

  overlaps(other: IpSet): boolean {
    return rangesOverlap(this.ranges, other.ranges);
  }

  equals(other: IpSet): boolean {
    return (
      this.ranges.length === other.ranges.length &&
      this.ranges.every(
        ({ first, last }, i) => first === other.ranges[i]?.first && last === other.ranges[i].last,
      )
    );
  }

  /** The fewest CIDRs that hold exactly this set, in order; a single address is printed as `203.0.113.7/32`. */
  toCidrs(): string[] {
    return this.ranges.flatMap(cidrsOfRange);
  }

  /** The ranges for people to read: `203.0.113.0-203.0.113.9`, or `203.0.113.7` for a single address. */
  toRanges(): string[] {
    return this.ranges.map(formatRange);
  }
}
