import { formatIpv4 } from "./address.ts";
import type { IpRange } from "./ip-range.ts";

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

/** The fewest CIDRs that hold exactly the addresses of the range, in order. */
export function cidrsOfRange({ first, last }: IpRange): string[] {
  const cidrs: string[] = [];
  for (let next = first; next <= last;) {
    const bits = Math.min(trailingZeros(next), Math.floor(Math.log2(last - next + 1)));
    cidrs.push(formatCidr(next, 32 - bits));
    next += 2 ** bits;
  }
  return cidrs;
}

/** How many low bits are zero: an address can begin a block of at most 2^n addresses. */
function trailingZeros(address: number): number {
  return address === 0 ? 32 : 31 - Math.clz32(address & -address);
}
