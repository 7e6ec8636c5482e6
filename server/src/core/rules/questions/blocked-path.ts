import type { Caller, DirectCaller, ExternalSubnet } from "../../access/caller.ts";
import { isOnWay } from "../../access/codes.ts";
import { attemptsOf } from "../../access/consumer-paths.ts";
import type { Gate, Step } from "../../access/decision.ts";
import { stoppingGate } from "../../access/gate-path.ts";
import { subnetLabel } from "../../access/source.ts";
import { nameOf } from "../../access/vault-label.ts";
import type { Verdict } from "../../access/verdict.ts";
import { framesAround } from "../../evaluate/instances/frames.ts";
import { allowTitle, listsSubnet, turnOnServiceEndpoint, wayInForSubnet } from "../../fixes/open-path.ts";
import { addPrivateEndpoint } from "../../fixes/declare/private-endpoint.ts";
import { linkZone } from "../../fixes/declare/resolve-privately.ts";
import { fix, type Fix } from "../../fixes/fix.ts";
import { memoize } from "../../logic/memoize.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import type { Network, Subnet, Vault } from "../../network/network.ts";
import { judgedVaults, placeOfItem } from "../../network/places.ts";
import { type ConsumerPlace, isRunner } from "../../services/consumers/consumer.ts";
import { isRuledOut } from "../../services/consumers/trust.ts";
import { serviceStanding } from "../../services/service.ts";
import { isWithin } from "../../template/template.ts";
import { type Span, spanKey } from "../../text/document.ts";
import type { Obstacle } from "../facts/caller-facts.ts";
import type { From } from "../facts/path-facts.ts";
import { type Finding, finding, type Found, type Related } from "../rule.ts";
import { atUse, deciding, mayHaveEndpoint, type Meeting, meetingsIn } from "./consumer-verdicts.ts";

/** The rules that report a caller that never gets to a vault: each cause is reported by one of them. */
export type PathRule = "KV307" | "KV409" | "KV410";

/** A caller that has a path. */
export type PathCaller = Extract<DirectCaller, { readonly kind: "subnet" }> | ExternalSubnet;

/** A caller that is certainly stopped before it gets to a vault. */
export interface Blocked {
  readonly rule: PathRule;
  readonly vault: Vault;
  readonly caller: PathCaller;
  /** The gate that stops it. */
  readonly gate: Gate;
  /** The consumer that calls from there; null for a subnet that the vault lists. */
  readonly meeting: Meeting | null;
  /** Why it is meant to reach the vault. */
  readonly because: Related;
}

/**
 * The callers of vaults that are certainly stopped on the way: consumers, and subnets that a vault lists and in which no consumer of
 * it is known.
 */
export const blockedIn = memoize((network: Network): readonly Blocked[] => {
  const meetings = meetingsIn(network);
  return [
    ...meetings.flatMap((meeting) => blockedConsumer(meeting, network)),
    ...listedSubnets(meetings, network),
  ];
});

/** The step at which a request is stopped before it gets to the vault; null if it is not. */
export function stopOnWay({ verdict, steps }: Pick<Verdict, "verdict" | "steps">): Step | null {
  const stop = verdict === "denied" ? steps.find(({ outcome }) => outcome === "deny") : undefined;
  return stop && isOnWay(stop.gate.name) ? stop : null;
}

/** All paths of a consumer are stopped at the same gate, or its verdict would depend on the path. */
export function blockedConsumer(meeting: Meeting, network: Network): readonly Blocked[] {
  const { vault, consumer, verdict } = meeting;
  const stop = stopOnWay(verdict);
  if (!stop || mayHaveEndpoint(meeting, network)) return [];
  const [first, second] = attemptsOf(consumer);
  const because: Related = {
    fact: { kind: "used-by", consumer: nameOf(consumer.resource) },
    span: atUse(meeting).span,
  };
  const rule = ruleFor(stop.gate);
  return (second ?? first).flatMap((caller) => {
    if (caller.kind !== "subnet" && caller.kind !== "externalSubnet") return [];
    const gate = stoppingGate(vault, network, caller);
    return gate && ruleFor(gate) === rule ? [{ rule, vault, caller, gate, meeting, because }] : [];
  });
}

/** Machines are assumed in subnets that are listed, but not in those that are reserved for a service. */
function listedSubnets(meetings: readonly Meeting[], network: Network): readonly Blocked[] {
  return judgedVaults(network).flatMap((vault) => {
    if (mayDeclareAbout(network, vault)) return [];
    const own = meetings.filter((meeting) => meeting.vault === vault);
    return vault.subnetLinks.flatMap(({ link, item }): readonly Blocked[] => {
      if (link.kind !== "declared" || link.to.exists.truth !== "yes") return [];
      const subnet = link.to;
      if (subnet.delegations.state !== "absent" || own.some((each) => isIn(subnet, each))) return [];
      const caller: PathCaller = { kind: "subnet", subnet };
      const gate = stoppingGate(vault, network, caller);
      if (!gate) return [];
      const because: Related = {
        fact: { kind: "listed-by", rule: subnetLabel(subnet) },
        span: placeOfItem(item),
      };
      return [{ rule: ruleFor(gate), vault, caller, gate, meeting: null, because }];
    });
  });
}

function isIn(subnet: Subnet, { consumer: { place } }: Meeting): boolean {
  return (
    place.kind === "subnets" &&
    place.subnets.some(({ link }) => link.kind === "declared" && link.to.key === subnet.key)
  );
}

function ruleFor({ name, facts }: Gate): PathRule {
  if (name === "name-resolution" && !facts.some(({ kind }) => kind === "dns-blocked")) return "KV409";
  return facts.some(({ kind }) => kind === "networks-not-connected") ? "KV410" : "KV307";
}

/** What calls, for a sentence: the subnet if it is declared here, otherwise the consumer in it. */
export function fromOf({ caller, meeting }: Blocked): From {
  if (caller.kind === "subnet") return { kind: "subnet", name: subnetLabel(caller.subnet) };
  return { kind: "consumer", name: meeting ? nameOf(meeting.consumer.resource) : "" };
}

/** Whose verdict the finding is about. */
export function callerOf({ caller, meeting }: Blocked): Caller {
  return meeting ? { kind: "consumer", consumer: meeting.consumer } : caller;
}

/**
 * Where to report a caller: the line that decides, or else what says that it is meant to reach the vault, if the line is in another root that
 * knows nothing of the vault.
 */
export function placeFor({ vault, because }: Blocked, deciding: Span, network: Network): Span {
  const isKnownThere = framesAround(vault.instance.frame).some(({ template }) =>
    isWithin(template, deciding),
  );
  if (isKnownThere || !isInNeighbor(deciding, network) || isInNeighbor(because.span, network))
    return deciding;
  return because.span;
}

function isInNeighbor(place: Span, { frames, neighbors }: Network): boolean {
  if (frames.some(({ template }) => isWithin(template, place))) return false;
  const others = new Set(neighbors.instances.map(({ frame }) => frame.template));
  return [...others].some((template) => isWithin(template, place));
}

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
