import { IpBounds } from "../ip/ip-bounds.ts";
import { IpSet } from "../ip/ip-set.ts";
import type { Truth } from "../logic/truth.ts";
import type { GateName } from "./codes.ts";
import type { GateFact } from "./gate-fact.ts";
import type { Gate } from "./decision.ts";

type GateParts = Pick<Gate, "name" | "effect" | "settles" | "reason" | "facts"> & Partial<Gate>;

/** A gate with empty defaults. */
export function gate(parts: GateParts): Gate {
  return { openReason: null, because: [], span: null, notes: [], ...parts };
}

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
