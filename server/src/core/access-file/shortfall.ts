import type { Step } from "../access/decision.ts";
import type { Verdict } from "../access/verdict.ts";
import type { Reason } from "../access/codes.ts";
import type { Wanted } from "./access-file.ts";
import type { OpenReason, Shortfall } from "./test-fact.ts";
import type { Way } from "./words.ts";

type WantedAccess = Extract<Wanted, { readonly kind: "access" }>;

/** What is wrong with a verdict, or undecided, and the steps that decide so, to be shown in the template. */
export type Objection =
  | { readonly kind: "wrong"; readonly shortfall: Shortfall; readonly steps: readonly Step[] }
  | { readonly kind: "open"; readonly on: OpenReason; readonly steps: readonly Step[] };

/** What speaks against a verdict on `from`, given what a test wants; null when nothing does. */
export function objectionTo(wanted: WantedAccess, verdict: Verdict, from: string): Objection | null {
  if (verdict.verdict === "depends")
    return { kind: "open", on: openReason(verdict), steps: stepsWith(verdict, "maybe") };
  const isWanted = wanted.expect === "allow";
  if (verdict.verdict === (isWanted ? "allowed" : "denied"))
    return isWanted ? wrongWay(wanted, verdict, from) : null;
  const shortfall: Shortfall =
    verdict.verdict === "partial"
      ? inPart(wanted, verdict, from)
      : { kind: isWanted ? "blocked" : "reaches", from };
  return { kind: "wrong", shortfall, steps: stepsWith(verdict, isWanted ? "deny" : "allow") };
}

/** The ways in that a verdict of "allowed" took, in the words of the access file. */
export function waysOf(verdict: Verdict): readonly Way[] {
  const taken = stepsWith(verdict, "allow").flatMap(({ gate }) => wayFor[gate.reason] ?? []);
  return [...new Set(taken)];
}

const wayFor: Readonly<Partial<Record<Reason, Way>>> = {
  ALLOW_IP_RULE: "ipRule",
  ALLOW_SUBNET_RULE: "subnetRule",
  ALLOW_TRUSTED_SERVICE: "trustedService",
  ALLOW_PRIVATE_ENDPOINT: "privateEndpoint",
  ALLOW_PERIMETER_RULE: "perimeterRule",
  ALLOW_FIREWALL_OFF: "firewallOff",
};

function wrongWay(wanted: WantedAccess, verdict: Verdict, from: string): Objection | null {
  if (wanted.via.length === 0) return null;
  const by = waysOf(verdict).filter((way) => !wanted.via.includes(way));
  if (by.length === 0) return null;
  const shortfall = { kind: "wrong-way", from, by, wanted: wanted.via } as const;
  return { kind: "wrong", shortfall, steps: stepsWith(verdict, "allow") };
}

function inPart({ expect }: WantedAccess, { allowed, denied }: Verdict, from: string): Shortfall {
  const of = allowed.union(denied).size;
  return expect === "allow"
    ? { kind: "some-blocked", from, addresses: denied.size, of }
    : { kind: "some-reach", from, addresses: allowed.size, of };
}

/** What keeps a verdict open: its causes, or what the open gate says of itself. */
function openReason({ because, reason }: Verdict): OpenReason {
  if (because.length > 0) return { kind: "causes", causes: because };
  switch (reason) {
    case "DEPENDS_EGRESS":
      return { kind: "egress" };
    case "DEPENDS_SERVICE":
      return { kind: "service" };
    case "DEPENDS_JOB":
      return { kind: "job" };
    case "DEPENDS_SUBNET":
      return { kind: "subnet" };
    default:
      return { kind: "causes", causes: [] };
  }
}

function stepsWith({ steps }: Verdict, outcome: Step["outcome"]): readonly Step[] {
  return steps.filter((step) => step.outcome === outcome);
}
