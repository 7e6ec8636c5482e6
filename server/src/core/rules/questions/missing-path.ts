import { serviceEndpointName, serviceEndpointOn } from "../../access/service-endpoint.ts";
import { subnetLabel } from "../../access/source.ts";
import type { Network, Subnet, Vault } from "../../network/network.ts";
import type { ConsumerPlace } from "../../services/consumers/consumer.ts";
import { describeNeeds } from "../../services/describe-service.ts";
import { append } from "../../fixes/edit.ts";
import { fix } from "../../fixes/fix.ts";
import { wayInForSubnet } from "../../fixes/allow-subnet.ts";
import type { Meeting } from "./consumer-verdicts.ts";
import type { Fix } from "../../fixes/fix.ts";

/** What of a way through the firewall is missing, and how it would be made. */
export interface MissingPath {
  /** What stands in the way, and after a semicolon the way out; without a full stop. */
  readonly text: string;
  readonly fixes: readonly Fix[];
}

/** Why a caller that no bypass lets in has no other way, by the gate that turns it away. */
export function missingPath(meeting: Meeting, network: Network): MissingPath {
  switch (meeting.verdict.reason) {
    case "DENY_PERIMETER":
      return { text: "its perimeter denies it; an inbound rule or a private endpoint lets it in", fixes: [] };
    case "DENY_PUBLIC_ACCESS_DISABLED":
      return { text: "public access is disabled; only a private endpoint lets it in", fixes: [] };
    default:
      return missingRule(meeting, network);
  }
}

function missingRule({ vault, consumer: { place, service } }: Meeting, network: Network): MissingPath {
  const subnet = onlySubnet(place);
  if (subnet) return missingForSubnet(vault, subnet, network);
  const needs = describeNeeds(service) || "a network path";
  return { text: `${sayPlace(place)}; it needs ${needs}`, fixes: [] };
}

function sayPlace({ kind }: ConsumerPlace): string {
  if (kind === "outside") return "it runs in no subnet";
  return kind === "subnets" ? "its subnet is not listed" : "no rule lets it in";
}

/** The subnet that all calls come from, where it is declared here. */
function onlySubnet(place: ConsumerPlace): Subnet | null {
  if (place.kind !== "subnets") return null;
  const [first, ...others] = place.subnets;
  return first?.link.kind === "declared" && others.length === 0 ? first.link.to : null;
}

function missingForSubnet(vault: Vault, subnet: Subnet, network: Network): MissingPath {
  const label = subnetLabel(subnet);
  const hasEndpoint = serviceEndpointOn(subnet) === "yes";
  const isListed = vault.subnetLinks.some(
    ({ link }) => link.kind === "declared" && link.to.key === subnet.key,
  );
  return {
    text: sayMissing(label, isListed, hasEndpoint),
    fixes: openFor(vault, subnet, isListed, network),
  };
}

function sayMissing(label: string, isListed: boolean, hasEndpoint: boolean): string {
  if (isListed) return `subnet ${label} is listed but lacks the service endpoint; add ${serviceEndpointName}`;
  if (hasEndpoint) return `subnet ${label} has the service endpoint but is not listed; add a subnet rule`;
  return `subnet ${label} is not listed and lacks the service endpoint; add both`;
}

/** The fix that changes least: a rule, or the service endpoint of a subnet that is listed already. */
function openFor(vault: Vault, subnet: Subnet, isListed: boolean, network: Network): readonly Fix[] {
  const label = subnetLabel(subnet);
  if (isListed) {
    const title = `Add service endpoint ${serviceEndpointName} to ${label}, which lets it in`;
    const edits = [append(subnet.serviceEndpoints, serviceEndpointName)];
    return [fix({ title, preferred: true, target: subnet, edits })];
  }
  const way = wayInForSubnet(vault, subnet, network);
  if (!way) return [];
  const title = `Let in subnet ${label} by ${way.by}`;
  return [fix({ title, preferred: true, target: vault, edits: way.edits, beside: way.beside })];
}
