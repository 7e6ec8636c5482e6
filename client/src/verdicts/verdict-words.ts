import type { Brief, VerdictWord } from "../../../server/src/protocol.ts";
import type { StepResult, VerdictResult } from "../../../server/src/protocol/vaults.ts";
import { type Say, toSay } from "../say.ts";
import type { NodeIcon } from "../tree/tree-node.ts";

/** How a verdict is shown: always with shape, color and word together, so that nothing depends on color alone. */
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

/** `exposed` says that the verdict is about an arbitrary client, whose access is a problem and not a success. */
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

/** The step that settles the verdict, or leaves it open; undefined if there is none. */
export function decidingStep({ deciding, steps }: VerdictResult): StepResult | undefined {
  return deciding === null ? undefined : steps[deciding];
}

/** Whether an earlier gate has decided. If a verdict depends, a later gate may still be reached in some cases. */
export function isSettledBefore({ verdict, deciding, steps }: VerdictResult, step: StepResult): boolean {
  return verdict !== "depends" && deciding !== null && steps.indexOf(step) > deciding;
}

export function saySources(say: Say, count: number): string {
  return count === 1 ? say("1 source") : say("{0} sources", count);
}

/** Whether a step is worth showing: the control plane and the last gate are shown only if they settle the verdict. */
export function isShown(step: StepResult): boolean {
  const quiet = step.gate === "control-plane" || step.gate === "default-deny";
  return !quiet || step.outcome !== "not-applicable";
}

/**
 * What a gate did, in a word or two, because the whole sentence does not fit into a sidebar. `settled` says that an
 * earlier gate has already decided.
 */
export function stepSummary(say: Say, { brief, outcome, summary }: StepResult, settled: boolean): string {
  if (!settled || outcome !== "not-applicable") return summary;
  return saysSomething(brief) ? say("{0}, not reached", summary) : say("not reached");
}

/** Whether a gate that traffic does not reach may become relevant once an earlier one is changed. */
function saysSomething({ kind }: Brief): boolean {
  return kind !== "not-applicable" && kind !== "unknown";
}

/** Traffic continues past a gate that examined it; if there is no gate, nothing happened. */
export function stepIcon({ brief, outcome }: StepResult, exposed: boolean): NodeIcon {
  switch (outcome) {
    case "continue":
      if (isIncomplete(brief)) return { name: "warning", color: "list.warningForeground" };
      return brief.kind === "none" ? idle : { name: "arrow-small-down" };
    case "allow":
      return verdictIcon("allowed", exposed);
    case "deny":
      return verdictIcon("denied", exposed);
    case "maybe":
      return verdictIcon("depends", exposed);
    case "not-applicable":
      return idle;
  }
}

/** Whether a gate would allow the traffic if one more thing were done. */
function isIncomplete({ kind }: Brief): boolean {
  return kind === "endpoint-missing" || kind === "waiting";
}

const idle: NodeIcon = { name: "dash", color: "disabledForeground" };
