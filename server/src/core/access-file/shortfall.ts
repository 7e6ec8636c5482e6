import type { Step } from "../access/decision.ts";
import { sayCauses, sayCount } from "../access/say.ts";
import type { Verdict } from "../access/verdict.ts";
import type { Reason } from "../access/codes.ts";
import { listAnd } from "../text/list.ts";
import type { Wanted } from "./access-file.ts";
import type { TestRule } from "./test-result.ts";
import type { Way } from "./words.ts";

type WantedAccess = Extract<Wanted, { readonly kind: "access" }>;

/** How a verdict falls short of what a test wants. */
export interface Shortfall {
  readonly rule: Exclude<TestRule, "KV602">;
  /** "internet reaches kv": to go into a sentence. */
  readonly text: string;
  /** The steps that decide so, to be shown in the template. */
  readonly steps: readonly Step[];
}

/** What is wrong with a verdict on `from` at `vault`, given what a test wants; null when nothing is. */
export function shortfallOf(
  wanted: WantedAccess,
  verdict: Verdict,
  { from, vault }: { readonly from: string; readonly vault: string },
): Shortfall | null {
  const word = wanted.expect === "allow" ? "allowed" : "denied";
  if (verdict.verdict === "depends") {
    const text = `whether ${from} reaches ${vault} depends on ${sayOpen(verdict)}`;
    return { rule: "KV603", text, steps: stepsWith(verdict, "maybe") };
  }
  if (verdict.verdict === word)
    return wanted.expect === "allow" ? wrongWay(wanted, verdict, from, vault) : null;
  const text =
    verdict.verdict === "partial" ? sayPart(wanted, verdict, from, vault) : sayWhole(wanted, from, vault);
  return { rule: "KV601", text, steps: stepsWith(verdict, wanted.expect === "allow" ? "deny" : "allow") };
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

function wrongWay(wanted: WantedAccess, verdict: Verdict, from: string, vault: string): Shortfall | null {
  if (wanted.via.length === 0) return null;
  const other = waysOf(verdict).filter((way) => !wanted.via.includes(way));
  if (other.length === 0) return null;
  const text = `${from} reaches ${vault} by ${listAnd(other)}, not by ${listAnd(wanted.via)}`;
  return { rule: "KV601", text, steps: stepsWith(verdict, "allow") };
}

function sayWhole({ expect }: WantedAccess, from: string, vault: string): string {
  return expect === "allow" ? `${from} does not reach ${vault}` : `${from} reaches ${vault}`;
}

function sayPart({ expect }: WantedAccess, verdict: Verdict, from: string, vault: string): string {
  const { allowed, denied } = verdict;
  const wrong = expect === "allow" ? denied : allowed;
  const all = allowed.union(denied).size;
  const verb = expect === "allow" ? "do not reach" : "reach";
  return `${wrong.size.toLocaleString("en-US")} of ${sayCount(all, "address")} of ${from} ${verb} ${vault}`;
}

/** What keeps a verdict open: its causes, or what the open gate says of itself. */
function sayOpen(verdict: Verdict): string {
  if (verdict.because.length > 0) return sayCauses(verdict.because);
  switch (verdict.reason) {
    case "DEPENDS_EGRESS":
      return "the address through which its traffic leaves";
    case "DEPENDS_SERVICE":
      return "how the service is set up";
    case "DEPENDS_SUBNET":
      return "the subnet it runs in";
    default:
      return "something that is not known here";
  }
}

function stepsWith({ steps }: Verdict, outcome: Step["outcome"]): readonly Step[] {
  return steps.filter((step) => step.outcome === outcome);
}
