import { parseIpv4 } from "./address.ts";
import { cidrRange } from "./cidr.ts";
import type { IpRange } from "./ip-range.ts";
import { IpSet } from "./ip-set.ts";

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
