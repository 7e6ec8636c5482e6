import { truth, type Truth } from "../logic/truth.ts";
import {
  canonicalRanges,
  type CanonicalRanges,
  cidrRange,
  cidrsOfRange,
  complementRanges,
  endsHold,
  endsOf,
  formatRange,
  intersectRanges,
  type IpRange,
  isWithinRanges,
  maxAddress,
  parseIpv4,
  rangesOverlap,
  subtractRanges,
  uniteRanges,
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
    if (this === other) return true;
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

/**
 * The private addresses of RFC 1918, which Key Vault refuses in IP rules:
 * https://learn.microsoft.com/azure/key-vault/general/network-security
 */
export const privateAddresses = setOf(["10.0.0.0", 8], ["172.16.0.0", 12], ["192.168.0.0", 16]);

/**
 * Addresses, in addition to the private ones, that no client of the public endpoint can have: this network,
 * carrier-grade NAT, loopback, link-local, multicast and reserved, and Azure's own virtual address
 * (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16). The documentation ranges
 * are not included, because examples use them in place of real addresses.
 */
export const unroutable = setOf(
  ["0.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["224.0.0.0", 3],
);

/** Addresses that can never be seen at the public endpoint. */
export const neverPublic = privateAddresses.union(unroutable);

/** Every address that a client of the public endpoint can have. */
export const publicAddresses = neverPublic.complement();

/** Where the addresses of a range live; `public` as soon as one of them can be a public client. */
export type Realm = "public" | "private" | "unroutable";

/** Classifies the addresses of a range. No two of the never-public blocks touch, so a range is in at most one. */
export function realmOf(range: IpRange): Realm {
  const set = IpSet.of([range]);
  if (!set.overlaps(neverPublic)) return "public";
  if (set.isSubsetOf(privateAddresses)) return "private";
  return set.isSubsetOf(unroutable) ? "unroutable" : "public";
}

function setOf(...blocks: readonly (readonly [address: string, prefix: number])[]): IpSet {
  return IpSet.of(blocks.map(([address, prefix]) => cidrRange(parseIpv4(address) ?? 0, prefix)));
}

/**
 * A set of addresses known only in part: it holds at least `certain` and at most `possible`.
 *
 * `certain` is always a subset of `possible`; only this class can make bounds.
 */
export class IpBounds {
  /** Certainly no address. */
  static readonly none = IpBounds.known(IpSet.empty);
  /** Nothing is known: any address may belong, none has to. */
  static readonly unknown = IpBounds.atMost(IpSet.all);

  readonly certain: IpSet;
  readonly possible: IpSet;

  private constructor(certain: IpSet, possible: IpSet) {
    this.certain = certain;
    this.possible = possible;
  }

  /** Exactly the set. */
  static known(set: IpSet): IpBounds {
    return new IpBounds(set, set);
  }

  /** Some part of the set, possibly none of it. */
  static atMost(set: IpSet): IpBounds {
    return new IpBounds(IpSet.empty, set);
  }

  /** At least `certain`, and of the rest at most `possible`. */
  static between(certain: IpSet, possible: IpSet): IpBounds {
    return new IpBounds(certain, certain.union(possible));
  }

  /** The bounds of everything that any of the parts holds. */
  static unionOf(parts: readonly IpBounds[]): IpBounds {
    const possible = IpSet.unionOf(parts.map((part) => part.possible));
    return parts.every((part) => part.isExact)
      ? IpBounds.known(possible)
      : new IpBounds(IpSet.unionOf(parts.map((part) => part.certain)), possible);
  }

  /** Nearly all bounds are made of one set, so that nothing needs to be worked out twice. */
  get isExact(): boolean {
    return this.certain === this.possible;
  }

  /** Addresses that may or may not belong. */
  get undecided(): IpSet {
    return this.possible.minus(this.certain);
  }

  /** Whether nothing is left open. */
  get isKnown(): boolean {
    return this.certain.equals(this.possible);
  }

  union(other: IpBounds): IpBounds {
    return new IpBounds(this.certain.union(other.certain), this.possible.union(other.possible));
  }

  intersect(other: IpBounds): IpBounds {
    const possible = this.possible.intersect(other.possible);
    return this.isExact && other.isExact
      ? IpBounds.known(possible)
      : new IpBounds(this.certain.intersect(other.certain), possible);
  }

  /** Whether every address of the set is included. */
  includes(set: IpSet): Truth {
    if (set.isSubsetOf(this.certain)) return "yes";
    return set.isSubsetOf(this.possible) ? "maybe" : "no";
  }

  /** Whether any address of the set is included. */
  overlaps(set: IpSet): Truth {
    if (set.overlaps(this.certain)) return "yes";
    return set.overlaps(this.possible) ? "maybe" : "no";
  }

  /** Whether an address, a number 0..2^32-1, is included. */
  has(address: number): Truth {
    return this.possible.has(address) && !this.certain.has(address)
      ? "maybe"
      : truth(this.certain.has(address));
  }

  equals(other: IpBounds): boolean {
    return this.certain.equals(other.certain) && this.possible.equals(other.possible);
  }
}
