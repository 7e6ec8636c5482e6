import ipaddr from "ipaddr.js";
import { addTo } from "../logic/grouped.ts";

/** The last IPv4 address, 255.255.255.255, as a number. */
export const maxAddress = 0xffffffff;

/**
 * Parses an IPv4 address in strict four-part decimal notation into a number 0..2^32-1. Short forms (`1.2.3`),
 * hexadecimal (`0x7f.1`) and leading zeros (`01.2.3.4`) are rejected: some programs read those as octal and others
 * as decimal, so the intended address is ambiguous.
 */
export function parseIpv4(text: string): number | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
  return ipaddr.IPv4.parse(text).octets.reduce((address, octet) => address * 256 + octet, 0);
}

/** Prints an address (a number 0..2^32-1) in dotted decimal. */
export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}

/** The IPv4 addresses `first` to `last`, both included, as numbers 0..2^32-1 with `first <= last`. */
export interface IpRange {
  readonly first: number;
  readonly last: number;
}

/** A list of ranges that is sorted, disjoint and non-adjacent, so that equal sets are equal lists. */
export type CanonicalRanges = readonly IpRange[];

/** Prints `a-b`, or `a` alone for one address. */
export function formatRange({ first, last }: IpRange): string {
  return first === last ? formatIpv4(first) : `${formatIpv4(first)}-${formatIpv4(last)}`;
}

/** Normalizes ranges, which may overlap and come in any order. Throws a RangeError for an invalid range. */
export function canonicalRanges(ranges: Iterable<IpRange>): CanonicalRanges {
  const checked = [...ranges].map(checkedRange);
  return checked.length <= 1 ? checked : joinSorted(checked.sort((a, b) => a.first - b.first));
}

/** The ranges of either list. */
export function uniteRanges(a: CanonicalRanges, b: CanonicalRanges): CanonicalRanges {
  return joinSorted(mergeSorted(a, b));
}

/** The ranges common to both lists. */
export function intersectRanges(a: CanonicalRanges, b: CanonicalRanges): CanonicalRanges {
  const result: IpRange[] = [];
  findOverlap(a, b, (left, right) => {
    result.push({ first: Math.max(left.first, right.first), last: Math.min(left.last, right.last) });
    return false;
  });
  return result;
}

/** Whether the two lists share an address; stops at the first one. */
export function rangesOverlap(a: CanonicalRanges, b: CanonicalRanges): boolean {
  return findOverlap(a, b, () => true);
}

/** Whether the second list contains every address of the first. */
export function isWithinRanges(a: CanonicalRanges, b: CanonicalRanges): boolean {
  let held = 0;
  findOverlap(a, b, (own, other) => {
    if (other.first <= own.first && own.last <= other.last) held++;
    return false;
  });
  return held === a.length;
}

/** What is left of the first list without the addresses of the second. */
export function subtractRanges(a: CanonicalRanges, b: CanonicalRanges): CanonicalRanges {
  const taken = new Map<IpRange, IpRange[]>();
  findOverlap(a, b, (own, other) => {
    addTo(taken, own, other);
    return false;
  });
  return a.flatMap((own) => {
    const others = taken.get(own);
    return others ? complementRanges(others, own) : [own];
  });
}

/** The addresses of a range that the list leaves out; those of all addresses unless it is given. */
export function complementRanges(
  ranges: CanonicalRanges,
  within: IpRange = { first: 0, last: maxAddress },
): CanonicalRanges {
  const result: IpRange[] = [];
  let next = within.first;
  for (const { first, last } of ranges) {
    if (first > next) result.push({ first: next, last: first - 1 });
    next = last + 1;
  }
  if (next <= within.last) result.push({ first: next, last: within.last });
  return result;
}

/** Finds by binary search the range that contains an address. */
export function rangeWith(ranges: CanonicalRanges, address: number): IpRange | null {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.last ?? Infinity) < address) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low];
  return found && found.first <= address ? found : null;
}

/**
 * The ends of all ranges in one flat list: first and last of the first range, then those of the next. A
 * search through it touches no objects, which is most of its cost.
 */
export function endsOf(ranges: CanonicalRanges): Uint32Array {
  return Uint32Array.from(ranges.flatMap(({ first, last }) => [first, last]));
}

/** Finds by binary search through the flat ends whether one of the ranges contains the address. */
export function endsHold(ends: Uint32Array, address: number): boolean {
  let low = 0;
  let high = ends.length >>> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[2 * middle + 1] ?? 0) < address) low = middle + 1;
    else high = middle;
  }
  return address >= (ends[2 * low] ?? Infinity);
}

function checkedRange({ first, last }: IpRange): IpRange {
  const valid =
    Number.isInteger(first) && Number.isInteger(last) && 0 <= first && first <= last && last <= maxAddress;
  if (!valid) throw new RangeError(`Not an IPv4 range: ${first}-${last}`);
  return { first, last };
}

function joinSorted(sorted: Iterable<IpRange>): CanonicalRanges {
  const result: IpRange[] = [];
  let open: IpRange | undefined;
  for (const range of sorted) {
    if (open !== undefined && range.first <= open.last + 1) {
      if (range.last > open.last) open = { first: open.first, last: range.last };
    } else {
      if (open !== undefined) result.push(open);
      open = range;
    }
  }
  if (open !== undefined) result.push(open);
  return result;
}

function mergeSorted(a: CanonicalRanges, b: CanonicalRanges): IpRange[] {
  const result: IpRange[] = [];
  let i = 0;
  for (const right of b) {
    for (let left = a[i]; left !== undefined && left.first <= right.first; left = a[++i]) result.push(left);
    result.push(right);
  }
  return [...result, ...a.slice(i)];
}

/**
 * Shows the pairs that share addresses, in order, until one is the one looked for; whether there is such a pair. Between them the
 * longer list is leapt over, so that a short one costs little.
 */
function findOverlap(
  a: CanonicalRanges,
  b: CanonicalRanges,
  isWanted: (left: IpRange, right: IpRange) => boolean,
): boolean {
  let i = 0;
  let j = 0;
  for (let left = a[i], right = b[j]; left !== undefined && right !== undefined; left = a[i], right = b[j]) {
    if (left.last < right.first) i = endingFrom(a, i, right.first);
    else if (right.last < left.first) j = endingFrom(b, j, left.first);
    else {
      if (isWanted(left, right)) return true;
      if (left.last < right.last) i++;
      else j++;
    }
  }
  return false;
}

/** The first range after `before`, which ends earlier, that does not end before an address; the length of the list where all do. */
function endingFrom(ranges: CanonicalRanges, before: number, address: number): number {
  const endsEarlier = (at: number): boolean => (ranges[at]?.last ?? Infinity) < address;
  let step = 1;
  while (endsEarlier(before + step)) step *= 2;
  let low = before + (step >> 1);
  let high = Math.min(before + step, ranges.length);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (endsEarlier(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** The block of 2^(32 - prefix) addresses in which the address lies. */
export function cidrRange(address: number, prefix: number): IpRange {
  const size = 2 ** (32 - prefix);
  const first = address - (address % size);
  return { first, last: first + size - 1 };
}

/** Prints the CIDR of a block; a single address keeps its `/32`. */
export function formatCidr(first: number, prefix: number): string {
  return `${formatIpv4(first)}/${prefix}`;
}

/** The 2^bits addresses from `first` on, which is a multiple of that. */
export interface Block {
  readonly first: number;
  readonly bits: number;
}

/** The fewest blocks that hold exactly the addresses of the range, in order. */
export function blocksOfRange({ first, last }: IpRange): readonly Block[] {
  const blocks: Block[] = [];
  for (let next = first; next <= last;) {
    const bits = Math.min(trailingZeros(next), Math.floor(Math.log2(last - next + 1)));
    blocks.push({ first: next, bits });
    next += 2 ** bits;
  }
  return blocks;
}

/** The same blocks as CIDRs. */
export function cidrsOfRange(range: IpRange): string[] {
  return blocksOfRange(range).map(({ first, bits }) => formatCidr(first, 32 - bits));
}

/** How many low bits are zero: an address can begin a block of at most 2^n addresses. */
function trailingZeros(address: number): number {
  return address === 0 ? 32 : 31 - Math.clz32(address & -address);
}
