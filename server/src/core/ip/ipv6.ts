import ipaddr from "ipaddr.js";
import { cidrRange, type IpRange, parseIpv4 } from "./ip-range.ts";

/** An IPv6 prefix; a single address has `length` 128. */
export interface Ipv6Prefix {
  /** The eight groups of 16 bits, those beyond the prefix set to zero. */
  readonly groups: readonly number[];
  /** The number of leading bits that count, 0..128. */
  readonly length: number;
  /** The prefix in the spelling of RFC 5952; an address carries no length. */
  readonly text: string;
}

/** The longest IPv6 address with a length: longer text is refused before any pattern looks at it. */
const maxTextLength = 64;
const maxBits = 128;

/**
 * Reads an IPv6 address or prefix; bits beyond the length are dropped. An address with a zone (`fe80::1%eth0`)
 * means something on one machine only and is read without it.
 */
export function parseIpv6(text: string): Ipv6Prefix | undefined {
  if (text.length > maxTextLength) return undefined;
  const [written = "", length, ...rest] = text.split("/");
  const address = withoutDots(written);
  if (rest.length > 0 || !ipaddr.IPv6.isValid(address)) return undefined;
  if (length !== undefined && !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const bits = length === undefined ? maxBits : Number(length);
  return bits > maxBits ? undefined : prefixOf(ipaddr.IPv6.parse(address).parts, bits);
}

/** Whether every address of `inner` is in `outer`. */
export function ipv6Includes(outer: Ipv6Prefix, inner: Ipv6Prefix): boolean {
  return (
    outer.length <= inner.length &&
    outer.groups.every((group, i) => group === maskGroup(inner.groups[i] ?? 0, i, outer.length))
  );
}

/** Whether the two prefixes share an address: if so, one contains the other. */
export function ipv6Overlaps(a: Ipv6Prefix, b: Ipv6Prefix): boolean {
  return ipv6Includes(a, b) || ipv6Includes(b, a);
}

/**
 * The IPv4 addresses of a prefix inside `::ffff:0:0/96`: such an address is another spelling of an IPv4 address,
 * see https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2.
 */
export function mappedIpv4({ groups, length }: Ipv6Prefix): IpRange | undefined {
  const mapped = length >= 96 && groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  if (!mapped) return undefined;
  return cidrRange((groups[6] ?? 0) * 0x10000 + (groups[7] ?? 0), length - 96);
}

/**
 * Rewrites a dotted end (`::ffff:203.0.113.7`) as two groups. `ipaddr.js` would read octal there, and would treat
 * `::203.0.113.7` as a mapped address. An end that is not a strict IPv4 address becomes text that is invalid in
 * IPv6.
 */
function withoutDots(address: string): string {
  return address.replace(/(?<![\d.])\d*\.[\d.]+(?=%|$)/, (dotted) => {
    const ipv4 = parseIpv4(dotted);
    return ipv4 === undefined ? "?" : `${(ipv4 >>> 16).toString(16)}:${(ipv4 & 0xffff).toString(16)}`;
  });
}

function prefixOf(parts: readonly number[], length: number): Ipv6Prefix {
  const groups = parts.map((part, i) => maskGroup(part, i, length));
  const address = new ipaddr.IPv6(groups).toRFC5952String();
  return { groups, length, text: length === maxBits ? address : `${address}/${length}` };
}

/** Keeps those bits of the group at `index` that lie in the first `length` bits of the address. */
function maskGroup(group: number, index: number, length: number): number {
  const kept = Math.min(16, Math.max(0, length - index * 16));
  return group & (0xffff << (16 - kept)) & 0xffff;
}
