import type { Cause } from "../evaluate/values/value.ts";
import { IpBounds, IpSet } from "../ip/ip-set.ts";
import type { Truth } from "../logic/truth.ts";
import type { Span } from "../text/document.ts";
import type { Caller } from "./caller.ts";
import type { GateName, Note, Reason } from "./codes.ts";
import type { GateFact } from "./gate-fact.ts";

/** One gate of a vault for one caller. */
export interface Gate {
  readonly name: GateName;
  readonly effect: "allow" | "deny";
  /** The traffic that it certainly and possibly settles; null if the gate does not apply to this kind of traffic. */
  readonly settles: IpBounds | null;
  /** The reason of the verdict if this gate settles the traffic. */
  readonly reason: Reason;
  /** The reason of the verdict if this gate leaves it open; null if that follows from `because`. */
  readonly openReason: Reason | null;
  /** What its bounds depend on. */
  readonly because: readonly Cause[];
  /** The settings at the gate and their effect on this caller. */
  readonly facts: readonly GateFact[];
  /** The property that decides, or a place near where it could be written. */
  readonly span: Span | null;
  readonly notes: readonly Note[];
}

export type Outcome = "continue" | "allow" | "deny" | "maybe" | "not-applicable";

export interface Step {
  readonly gate: Gate;
  readonly outcome: Outcome;
}

/** What is said of a step. */
export interface TakenStep {
  readonly gate: Pick<Gate, "name" | "facts" | "span">;
  readonly outcome: Outcome;
}

/** The same gate among other steps. There may be several of a perimeter, the last of which is in every world. */
export function twinOf(step: Step, among: readonly Step[], others: readonly Step[]): Step | undefined {
  const isSame = (each: Step): boolean => each.gate.name === step.gate.name;
  const fromEnd = among.filter(isSame).indexOf(step) - among.filter(isSame).length;
  return others.filter(isSame).at(fromEnd);
}

/** The traffic in question, in three parts that are disjoint and complete. */
export interface Decision {
  readonly allowed: IpSet;
  readonly denied: IpSet;
  readonly unknown: IpSet;
  readonly steps: readonly Step[];
}

/** Represents a caller without its own address. It is an address that no client can have. */
const indivisible: IpSet = IpSet.of([{ first: 0, last: 0 }]);

/** The traffic of a caller. */
export function trafficOf(caller: Caller): IpSet {
  return caller.kind === "addresses" ? caller.addresses : indivisible;
}

/**
 * Sends traffic through the gates in order; the first gate that settles it decides. Traffic that a gate may or may not
 * settle also continues to the next gates, so each address collects all its possible outcomes; the last gate has to
 * settle everything.
 */
export function decide(traffic: IpSet, gates: readonly Gate[]): Decision {
  let open = traffic;
  let canPass = IpSet.empty;
  let canFail = IpSet.empty;
  const steps = gates.map((gate): Step => {
    const before = open;
    const { settles } = gate;
    if (settles === null || before.isEmpty) return { gate, outcome: "not-applicable" };
    const hit = before.intersect(settles.possible);
    if (hit.isEmpty) return { gate, outcome: "continue" };
    const certain = settles.isExact ? hit : before.intersect(settles.certain);
    if (gate.effect === "allow") canPass = canPass.union(hit);
    else canFail = canFail.union(hit);
    open = before.minus(certain);
    return { gate, outcome: certain.equals(hit) ? gate.effect : "maybe" };
  });
  return {
    allowed: canPass.minus(canFail),
    denied: canFail.minus(canPass),
    unknown: canPass.intersect(canFail),
    steps,
  };
}

type GateParts = Pick<Gate, "name" | "effect" | "settles" | "reason" | "facts"> & Partial<Gate>;

/** A gate with empty defaults. Written out, because spreading costs more, and each vault has ten for each caller. */
export function gate(parts: GateParts): Gate {
  return {
    name: parts.name,
    effect: parts.effect,
    settles: parts.settles,
    reason: parts.reason,
    openReason: parts.openReason ?? null,
    because: parts.because ?? none,
    facts: parts.facts,
    span: parts.span ?? null,
    notes: parts.notes ?? none,
  };
}

const none: readonly never[] = [];

/** A gate that does not apply to this traffic. */
export function idleGate(name: GateName, fact: GateFact, span: Gate["span"] = null): Gate {
  return gate({ name, effect: "deny", settles: null, reason: "DENY_DEFAULT_ACTION", facts: [fact], span });
}

/** All traffic, certainly, possibly, or not at all. */
export function everything(answer: Truth): IpBounds {
  switch (answer) {
    case "yes":
      return IpBounds.known(IpSet.all);
    case "no":
      return IpBounds.none;
    case "maybe":
      return IpBounds.unknown;
  }
}

/** Why no rule allows a caller that the default action denies, where the template says more than that none does. */
export type Obstacle =
  | "service-endpoint"
  | "endpoint-approval"
  | "bypass"
  | "ipv6"
  | "subnet-not-listed"
  | "address-not-listed"
  | "not-trusted";

/** A step with the facts of its gate. */
interface Passed extends Pick<Step, "outcome"> {
  readonly facts: readonly GateFact[];
}

/** The obstacle that is closest to the caller's access; null if there is only the default action. */
export function obstacleIn(steps: readonly Passed[]): Obstacle | null {
  const found = steps.flatMap(({ facts, outcome }) =>
    facts.flatMap((fact) => obstacleOf(fact, outcome) ?? []),
  );
  return order.find((each) => found.includes(each)) ?? null;
}

/** A rule for its subnet would allow an app even if its service is not trusted; the address of a service is seldom known. */
const order: readonly Obstacle[] = [
  "endpoint-approval",
  "service-endpoint",
  "bypass",
  "ipv6",
  "subnet-not-listed",
  "not-trusted",
  "address-not-listed",
];

function obstacleOf(fact: GateFact, outcome: Step["outcome"]): Obstacle | null {
  switch (fact.kind) {
    case "endpoint-waiting":
      return "endpoint-approval";
    case "subnet-rule-lists":
      return fact.endpoint === "off" ? "service-endpoint" : null;
    case "bypass":
      return fact.allows === "no" ? "bypass" : null;
    case "ip-rules-ipv4-only":
      return "ipv6";
    // Where a gate does not apply to the caller, it has nothing that could be listed.
    case "subnet-rules-match-none":
      return outcome === "continue" ? "subnet-not-listed" : null;
    case "ip-rules-match-none":
      return outcome === "continue" ? "address-not-listed" : null;
    case "untrusted":
      return "not-trusted";
    case "trusted-if":
      return fact.isMet === false ? "not-trusted" : null;
    default:
      return null;
  }
}
