import type { Reason, StepResult, VerdictResult, VerdictWord } from "../../../server/src/protocol.ts";
import type { Say } from "../say.ts";
import { toSay } from "../say.ts";
import type { NodeIcon } from "../tree/tree-node.ts";

/** How a verdict is shown: shape, colour and word always together, so that colour is never the only carrier. */
export interface VerdictLook {
  readonly word: string;
  readonly icon: NodeIcon;
}

export function verdictLook(say: Say, verdict: VerdictWord, exposed: boolean): VerdictLook {
  return { word: verdictWord(say, verdict), icon: verdictIcon(verdict, exposed) };
}

export function verdictWord(say: Say, verdict: VerdictWord): string {
  return say(verdictWords[verdict]);
}

const verdictWords: Readonly<Record<VerdictWord, string>> = {
  allowed: toSay("Allowed"),
  denied: toSay("Denied"),
  partial: toSay("Partial"),
  depends: toSay("Depends"),
};

/** `exposed` says that the verdict is about an arbitrary client, whose access is a problem and no success. */
export function verdictIcon(verdict: VerdictWord, exposed: boolean): NodeIcon {
  switch (verdict) {
    case "allowed":
      return exposed
        ? { name: "warning", color: "list.warningForeground" }
        : { name: "pass-filled", color: "testing.iconPassed" };
    case "denied":
      return { name: "circle-slash", color: "testing.iconFailed" };
    case "partial":
      return { name: "pie-chart", color: "charts.yellow" };
    case "depends":
      return { name: "question", color: "testing.iconUnset" };
  }
}

/**
 * The verdict and the shortest reason for it: "Allowed · IP rule 1", "Denied · default", "Depends · allowedIps". Trust never
 * goes without the scenario it is for: "Allowed for “Deploy certificates” only".
 */
export function verdictSummary(say: Say, verdict: VerdictResult): string {
  const { scenario } = verdict;
  if (scenario && verdict.reason === "ALLOW_TRUSTED_SERVICE")
    return say("Allowed for “{0}” only", scenario.short.replace(/\.$/, ""));
  const parts = [
    verdictWord(say, verdict.verdict),
    shortReason(say, verdict),
    verdict.source === "consumer" ? (scenario?.name ?? "") : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** The step that settles the verdict, or leaves it open; undefined when there is none. */
export function decidingStep({ verdict, steps }: VerdictResult): StepResult | undefined {
  const outcome = { allowed: "allow", denied: "deny", partial: "allow", depends: "maybe" } as const;
  return steps.find((step) => step.outcome === outcome[verdict]);
}

/** Whether an earlier gate has decided. Of a verdict that depends, a later gate may still be reached in some cases. */
export function isSettledBefore(verdict: VerdictResult, step: StepResult): boolean {
  const deciding = decidingStep(verdict);
  if (verdict.verdict === "depends" || !deciding) return false;
  return verdict.steps.indexOf(step) > verdict.steps.indexOf(deciding);
}

/** What is known of a verdict's addresses: how many there are. Addresses are given as CIDRs. */
export function countAddresses(cidrs: readonly string[]): number {
  return cidrs.reduce((sum, cidr) => sum + 2 ** (32 - Number(cidr.split("/")[1] ?? 32)), 0);
}

function shortReason(say: Say, verdict: VerdictResult): string {
  switch (verdict.verdict) {
    case "allowed":
      return verdict.exposed ? say("exposed") : allowedBy(say, verdict);
    case "denied":
      return say(reasons[verdict.reason]);
    case "partial": {
      const allowed = countAddresses(verdict.allowed);
      const all = allowed + countAddresses([...verdict.denied, ...verdict.unknown]);
      return all === 0 ? "" : say("{0} of {1}", sayNumber(allowed), sayNumber(all));
    }
    case "depends":
      return dependsOn(say, verdict);
  }
}

/** The shortest reason; empty where the verdict's addresses or causes say more. */
const reasons: Readonly<Record<Reason, string>> = {
  ALLOW_CONTROL_PLANE: toSay("not filtered"),
  ALLOW_PRIVATE_ENDPOINT: toSay("private endpoint"),
  ALLOW_FIREWALL_OFF: toSay("firewall off"),
  ALLOW_TRUSTED_SERVICE: toSay("trusted service"),
  ALLOW_SUBNET_RULE: toSay("subnet rule"),
  ALLOW_IP_RULE: toSay("IP rule"),
  ALLOW_PERIMETER_RULE: toSay("perimeter"),
  DENY_PUBLIC_ACCESS_DISABLED: toSay("public access off"),
  DENY_DEFAULT_ACTION: toSay("default"),
  DENY_PERIMETER: toSay("perimeter"),
  DEPENDS_PARAMETER: "",
  DEPENDS_MODULE: "",
  DEPENDS_EXPRESSION: "",
  DEPENDS_SERVICE: toSay("service"),
  DEPENDS_EGRESS: toSay("egress address"),
  DEPENDS_SUBNET: toSay("subnet"),
  DEPENDS_EXISTING: toSay("existing vault"),
  PARTIAL_ADDRESSES: "",
};

function allowedBy(say: Say, verdict: VerdictResult): string {
  const words = say(reasons[verdict.reason]);
  const brief = decidingStep(verdict)?.brief;
  return brief?.kind === "rule" ? `${words} ${brief.number}` : words;
}

function dependsOn(say: Say, { reason, dependsOnNames: [first, ...more] }: VerdictResult): string {
  const name = first ?? say(reasons[reason]);
  return more.length === 0 ? name : `${name} +${more.length}`;
}

export function sayNumber(count: number): string {
  return count.toLocaleString("en-US");
}
