import { type IpRange, formatIpv4 } from "./ip-range.ts";

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
