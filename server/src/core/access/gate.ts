import { IpBounds } from "../ip/ip-bounds.ts";
import { IpSet } from "../ip/ip-set.ts";
import type { Truth } from "../logic/truth.ts";
import type { GateName } from "./codes.ts";
import type { GateFact } from "./gate-fact.ts";
import type { Gate } from "./decision.ts";

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
