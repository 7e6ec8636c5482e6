import { truth, type Truth } from "../logic/truth.ts";
import { IpSet } from "./ip-set.ts";

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
    return parts.every(isExact)
      ? IpBounds.known(possible)
      : new IpBounds(IpSet.unionOf(parts.map((part) => part.certain)), possible);
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
    return isExact(this) && isExact(other)
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

/** Nearly all bounds are made of one set, so that nothing needs to be worked out twice. */
function isExact({ certain, possible }: IpBounds): boolean {
  return certain === possible;
}
