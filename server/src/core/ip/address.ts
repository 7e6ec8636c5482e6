import ipaddr from "ipaddr.js";

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
