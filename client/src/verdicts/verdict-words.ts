import type { StepResult, VerdictResult } from "../../../server/src/protocol/verdicts.ts";
import type { VerdictWord } from "../../../server/src/protocol.ts";
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
