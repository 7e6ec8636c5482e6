import type { Cause } from "../evaluate/values/value.ts";
import type { IpBounds } from "../ip/ip-bounds.ts";
import { IpSet } from "../ip/ip-set.ts";
import type { Span } from "../text/span.ts";
import type { GateFact } from "./gate-fact.ts";
import type { GateName, Note, Reason } from "./codes.ts";

/** One gate of a vault, as it meets one caller. */
export interface Gate {
  readonly name: GateName;
  readonly effect: "allow" | "deny";
  /** The traffic it certainly and possibly settles; null when the gate has no say in traffic of this kind. */
  readonly settles: IpBounds | null;
  /** The reason of the verdict when this gate settles the traffic. */
  readonly reason: Reason;
  /** The reason of the verdict when this gate leaves it open; null when that follows from `because`. */
  readonly openReason: Reason | null;
  /** What its bounds depend on. */
  readonly because: readonly Cause[];
  /** What stands here and what it does to this caller. */
  readonly facts: readonly GateFact[];
  /** The property that says so, or near which it could say so. */
  readonly span: Span | null;
  readonly notes: readonly Note[];
}

export type Outcome = "continue" | "allow" | "deny" | "maybe" | "not-applicable";

export interface Step {
  readonly gate: Gate;
  readonly outcome: Outcome;
}

/** The traffic asked about, in three parts that do not overlap and leave nothing out. */
export interface Decision {
  readonly allowed: IpSet;
  readonly denied: IpSet;
  readonly unknown: IpSet;
  readonly steps: readonly Step[];
}

/** The stand-in for a caller without an address of its own. It is an address that no client can have. */
export const indivisible: IpSet = IpSet.of([{ first: 0, last: 0 }]);

/**
 * Lets traffic meet the gates in order; the first that settles it wins. What a gate may or may not settle goes on to the
 * next ones as well, so each address gathers every outcome it can have; the last gate has to settle all.
 */
export function decide(traffic: IpSet, gates: readonly Gate[]): Decision {
  let open = traffic;
  let canPass = IpSet.empty;
  let canFail = IpSet.empty;
  const steps = gates.map((gate): Step => {
    const before = open;
    const hit = before.intersect(gate.settles?.possible ?? IpSet.empty);
    const certain = before.intersect(gate.settles?.certain ?? IpSet.empty);
    if (gate.effect === "allow") canPass = canPass.union(hit);
    else canFail = canFail.union(hit);
    open = before.minus(certain);
    return { gate, outcome: outcomeOf(gate, before, hit, certain) };
  });
  return {
    allowed: canPass.minus(canFail),
    denied: canFail.minus(canPass),
    unknown: canPass.intersect(canFail),
    steps,
  };
}

function outcomeOf(gate: Gate, before: IpSet, hit: IpSet, certain: IpSet): Outcome {
  if (gate.settles === null || before.isEmpty) return "not-applicable";
  if (hit.isEmpty) return "continue";
  return certain.equals(hit) ? gate.effect : "maybe";
}
