import type { Brief } from "../../../server/src/protocol.ts";
import type { StepResult } from "../../../server/src/protocol/verdicts.ts";
import type { Say } from "../say.ts";
import type { NodeIcon } from "../tree/tree-node.ts";
import { verdictIcon } from "./verdict-words.ts";

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
