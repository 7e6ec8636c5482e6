import { subnetLabel } from "../../access/source.ts";
import { nameOf } from "../../access/vault-label.ts";
import { allowTitle, listsSubnet, turnOnServiceEndpoint, wayInForSubnet } from "../../fixes/allow-subnet.ts";
import { addPrivateEndpoint } from "../../fixes/declare/private-endpoint.ts";
import { linkZone } from "../../fixes/declare/resolve-privately.ts";
import { fix, type Fix } from "../../fixes/fix.ts";
import type { Network, Subnet, Vault } from "../../network/network.ts";
import { type ConsumerPlace, isRunner } from "../../services/consumers/consumer.ts";
import { isRuledOut } from "../../services/consumers/trust.ts";
import { serviceStanding } from "../../services/standing.ts";
import { spanKey } from "../../text/document.ts";
import type { Obstacle } from "../facts/caller-facts.ts";
import { type Finding, finding, type Found } from "../rule.ts";
import { stopOnWay } from "./blocked-path.ts";
import { atUse, deciding, mayHaveEndpoint, type Meeting, meetingsIn } from "./consumer-verdicts.ts";

/**
 * The callers that get to a vault which blocks them, those that only hold its address or the others. Slots of an app that read the vault in
 * the same place as the app, and that the same blocks, are left out: the way out is the same.
 */
export function cutOffIn(network: Network, holdsAddress: boolean): readonly Finding[] {
  const meetings = meetingsIn(network).filter(
    (meeting) => meeting.consumer.holdsAddress === holdsAddress && isCutOff(meeting, network),
  );
  const keyOf = (meeting: Meeting): string =>
    `${spanKey(atUse(meeting).span)} ${meeting.vault.key} ${JSON.stringify(missingPath(meeting, network).obstacle)}`;
  const ofApps = new Set(meetings.filter((meeting) => !isSlot(meeting)).map(keyOf));
  return meetings
    .filter((meeting) => !isSlot(meeting) || !ofApps.has(keyOf(meeting)))
    .flatMap((meeting) => reportCutOff(meeting, network));
}

/** That a vault blocks a caller which gets to it; none if it does not. */
export function reportCutOff(meeting: Meeting, network: Network): Found {
  if (!isCutOff(meeting, network)) return [];
  const { vault, consumer } = meeting;
  const { obstacle, fixes } = missingPath(meeting, network);
  const name = nameOf(consumer.resource);
  return finding(vault, {
    fact: consumer.holdsAddress
      ? { kind: "KV510", app: name, obstacle }
      : { kind: "KV501", consumer: name, obstacle },
    ...atUse(meeting),
    decided: { kind: "consumer", consumer },
    related: deciding(meeting),
    fixes,
  });
}

/**
 * KV505 reports the machine that runs Terraform, and KV307 and others what never gets to the vault. The client of a reference that is
 * passed on is not known.
 */
function isCutOff(meeting: Meeting, network: Network): boolean {
  const { consumer, verdict } = meeting;
  const { service } = consumer;
  const { kind } = serviceStanding(service);
  if (verdict.verdict !== "denied" || stopOnWay(verdict) || mayHaveEndpoint(meeting, network)) return false;
  return (kind === "notTrusted" || kind === "unknown") && !isRunner(service);
}

function isSlot({ consumer: { resource } }: Meeting): boolean {
  return /(\/|_)slots?$/i.test(resource.instance.type() ?? "");
}

/** What is missing for a path through the firewall, and the fixes that add it. */
interface MissingPath {
  readonly obstacle: Obstacle;
  readonly fixes: readonly Fix[];
}

/** Why a caller that the bypass does not allow has no other path, by the gate that blocks it. */
function missingPath(meeting: Meeting, network: Network): MissingPath {
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
