import type { GateFact } from "./gate-fact.ts";
import type { Step } from "./decision.ts";

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
