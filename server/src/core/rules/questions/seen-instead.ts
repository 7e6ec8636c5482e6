import { pathGates } from "../../access/gate-path.ts";
import type { Network, Subnet, SubnetRule, Vault } from "../../network/network.ts";
import { pathOf, seenSubnets } from "../../path/path.ts";
import { serviceEndpointOn } from "../../path/endpoints.ts";

/**
 * The subnet of a firewall that the vault certainly sees instead of the one that a rule lists: requests arrive with the identity of the last
 * subnet whose service endpoint they use. Null if it is listed too.
 */
export function seenInstead(vault: Vault, { link }: SubnetRule, network: Network): Subnet | null {
  if (vault.kind !== "vault" || link.kind !== "declared") return null;
  const subnet = link.to;
  if (subnet.exists.truth !== "yes" || subnet.delegations.state !== "absent") return null;
  const { ways } = pathOf(subnet, vault, network);
  const gates = pathGates(vault, network, { kind: "subnet", subnet });
  const isCertain =
    ways.every(({ answer }) => answer.kind === "public") &&
    gates.every(({ settles }) => settles === null || settles.possible.isEmpty);
  if (!isCertain) return null;
  const [seen, ...others] = seenSubnets(subnet, vault, network);
  if (!seen || others.length > 0 || seen === subnet || serviceEndpointOn(seen) !== "yes") return null;
  return vault.subnetLinks.some((rule) => rule.link.kind === "declared" && rule.link.to === seen)
    ? null
    : seen;
}
