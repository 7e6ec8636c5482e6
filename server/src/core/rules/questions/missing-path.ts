import type { Obstacle } from "../facts/caller-facts.ts";
import { subnetLabel } from "../../access/source.ts";
import type { Network, Subnet, Vault } from "../../network/network.ts";
import type { ConsumerPlace } from "../../services/consumers/consumer.ts";
import { isRuledOut } from "../../services/consumers/trust.ts";
import { addPrivateEndpoint } from "../../fixes/declare/private-endpoint.ts";
import { linkZone } from "../../fixes/declare/resolve-privately.ts";
import { fix, type Fix } from "../../fixes/fix.ts";
import { allowTitle, listsSubnet, turnOnServiceEndpoint, wayInForSubnet } from "../../fixes/allow-subnet.ts";
import type { Meeting } from "./consumer-verdicts.ts";

/** What is missing for a path through the firewall, and the fixes that add it. */
export interface MissingPath {
  readonly obstacle: Obstacle;
  readonly fixes: readonly Fix[];
}

/** Why a caller that the bypass does not allow has no other path, by the gate that blocks it. */
export function missingPath(meeting: Meeting, network: Network): MissingPath {
  switch (meeting.verdict.reason) {
    case "DENY_PERIMETER":
      return { obstacle: { kind: "perimeter" }, fixes: [] };
    case "DENY_PUBLIC_ACCESS_DISABLED":
      return { obstacle: { kind: "disabled" }, fixes: overEndpoint(meeting, network) };
    default:
      return missingRule(meeting, network);
  }
}

/** The private endpoint of a vault for the subnet that all calls come from: one that there is, or a new one. */
function overEndpoint({ vault, consumer: { place } }: Meeting, network: Network): readonly Fix[] {
  const subnet = onlySubnet(place);
  if (!subnet) return [];
  return [...linkZone(vault, subnet, network), ...addPrivateEndpoint(vault, subnet, network)];
}

function missingRule({ vault, consumer }: Meeting, network: Network): MissingPath {
  if (isRuledOut(consumer)) return { obstacle: { kind: "ruled-out-identity" }, fixes: [] };
  const { place } = consumer;
  const subnet = onlySubnet(place);
  if (subnet) return missingForSubnet(vault, subnet, network);
  return { obstacle: obstacleOf(place), fixes: [] };
}

function obstacleOf({ kind }: ConsumerPlace): Obstacle {
  if (kind === "outside") return { kind: "no-subnet" };
  return { kind: kind === "subnets" ? "subnets-not-listed" : "no-rule" };
}

/** The subnet that all calls come from, where it is declared here. */
function onlySubnet(place: ConsumerPlace): Subnet | null {
  if (place.kind !== "subnets") return null;
  const [first, ...others] = place.subnets;
  return first?.link.kind === "declared" && others.length === 0 ? first.link.to : null;
}

function missingForSubnet(vault: Vault, subnet: Subnet, network: Network): MissingPath {
  const isListed = listsSubnet(vault, subnet);
  return {
    obstacle: isListed ? { kind: "endpoint-off" } : { kind: "not-listed", subnet: subnetLabel(subnet) },
    fixes: openFor(vault, subnet, isListed, network),
  };
}

/** The fix that changes least: a rule, or the service endpoint of a subnet that is listed already. */
function openFor(vault: Vault, subnet: Subnet, isListed: boolean, network: Network): readonly Fix[] {
  if (isListed) return turnOnServiceEndpoint(subnet);
  const way = wayInForSubnet(vault, subnet, network);
  if (!way) return [];
  const title = allowTitle([subnet], way.way);
  return [fix({ title, preferred: true, target: vault, edits: way.edits, beside: way.beside })];
}
