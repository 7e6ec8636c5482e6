import type { Caller, DirectCaller, ExternalSubnet } from "../../access/caller.ts";
import { isOnWay } from "../../access/codes.ts";
import { attemptsOf } from "../../access/consumer-paths.ts";
import type { Gate, Step } from "../../access/decision.ts";
import { stoppingGate } from "../../access/gate-path.ts";
import { subnetLabel } from "../../access/source.ts";
import type { Verdict } from "../../access/verdict.ts";
import { memoize } from "../../logic/memoize.ts";
import { isWithin } from "../../template/template.ts";
import type { Span } from "../../text/document.ts";
import { framesAround } from "../../evaluate/instances/frames.ts";
import { judgedVaults } from "../../network/judged-vaults.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import type { Network, Subnet, Vault } from "../../network/network.ts";
import { placeOfItem } from "../../network/places.ts";
import { nameOf } from "../../access/vault-label.ts";
import type { From } from "../facts/path-facts.ts";
import type { Related } from "../rule.ts";
import { atUse, mayHaveEndpoint, type Meeting, meetingsIn } from "./consumer-verdicts.ts";

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
