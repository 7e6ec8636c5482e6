import { IpSet, neverPublic } from "../ip/ip-set.ts";
import type { DirectCaller } from "./caller.ts";

/** The addresses of a caller that Key Vault need not see: traffic from a private one may leave its network through another. */
export function unseenAddresses({
  addresses,
  isSeen,
}: Extract<DirectCaller, { readonly kind: "addresses" }>): IpSet {
  return isSeen ? IpSet.empty : addresses.intersect(neverPublic);
}
