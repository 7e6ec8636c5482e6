import { egressOf } from "../path/egress.ts";
import { isListed } from "../access/listed-addresses.ts";
import { serviceEndpointOn } from "../path/service-endpoint.ts";
import { judge } from "../access/verdict.ts";
import { IpBounds } from "../ip/ip-bounds.ts";
import { IpSet, publicAddresses } from "../ip/ip-set.ts";
import { parseAddressSource } from "../ip/source-text.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";

/** What a 403 says of the address that the service saw. */
export type ClientAddress =
  | { readonly kind: "public" | "private"; readonly addresses: IpSet }
  | { readonly kind: "ipv6" }
  /** The text does not contain it. */
  | { readonly kind: "untold" };

export function clientAddress(client: string | null): ClientAddress {
  const source = client === null ? null : parseAddressSource(client);
  if (!source || source.kind === "malformed") return { kind: "untold" };
  if (source.kind !== "ipv4") return { kind: "ipv6" };
  const addresses = IpSet.of([source.range]);
  return { kind: addresses.isSubsetOf(publicAddresses) ? "public" : "private", addresses };
}

/**
 * The declared subnets in which a rejected caller may be. Key Vault sees the private address of a caller whose
 * subnet has the service endpoint on, and the address that its traffic leaves through of any other
 * (https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview).
 */
export function subnetsOfCaller(client: ClientAddress, vault: Vault, network: Network): readonly Subnet[] {
  const known = network.subnets.filter(
    (subnet) =>
      subnet.exists.truth !== "no" && judge(vault, network, { kind: "subnet", subnet }).verdict !== "allowed",
  );
  switch (client.kind) {
    case "private":
      return known.filter((subnet) => holds(subnet, client.addresses));
    case "public":
      return known.filter((subnet) => mayLeaveThrough(subnet, client.addresses, vault, network));
    case "untold":
      return known;
    case "ipv6":
      return [];
  }
}

/** A subnet with unknown ranges cannot be excluded. */
function holds({ prefixes }: Subnet, addresses: IpSet): boolean {
  const ranges = prefixes.map((each) => {
    const source = each.kind === "known" ? parseAddressSource(each.value) : null;
    return source?.kind === "ipv4" ? IpSet.of([source.range]) : null;
  });
  return ranges.length === 0 || ranges.some((range) => range === null || addresses.isSubsetOf(range));
}

function mayLeaveThrough(subnet: Subnet, addresses: IpSet, vault: Vault, network: Network): boolean {
  if (serviceEndpointOn(subnet) === "yes") return false;
  const egress = egressOf(subnet, vault, network);
  const seen = { values: [], bounds: IpBounds.known(addresses) };
  return !egress || egress.addresses.some((address) => isListed(address, seen) !== "no");
}
