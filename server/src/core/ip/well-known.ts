import { parseAddress, rangeOfPrefix } from "./address.ts";
import { IpSet } from "./ip-set.ts";

/** Private addresses of RFC 1918, which Azure rejects in IP rules. */
export const privateAddresses: IpSet = setOf(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]);

/**
 * Addresses that nobody on the internet has: this network, carrier NAT, loopback, link-local, Azure's own virtual
 * address, multicast and what is reserved beyond.
 */
export const unroutableAddresses: IpSet = setOf([
  "0.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "168.63.129.16/32",
  "224.0.0.0/3",
]);

/** Addresses that can never be a client of the public endpoint. */
export const neverPublic: IpSet = privateAddresses.union(unroutableAddresses);

/** Every address that can be one. The documentation ranges count: in examples they stand for real addresses. */
export const publicAddresses: IpSet = neverPublic.complement();

function setOf(cidrs: readonly string[]): IpSet {
  return IpSet.of(
    cidrs.map((cidr) => {
      const [address = "", prefix = "32"] = cidr.split("/");
      return rangeOfPrefix(parseAddress(address) ?? 0, Number(prefix));
    }),
  );
}
