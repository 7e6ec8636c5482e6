import type { StepResult } from "../../../server/src/protocol.ts";
import type { Say } from "../say.ts";
import { toSay } from "../say.ts";
import type { NodeIcon } from "../tree/tree-node.ts";
import { ruleIn, verdictIcon } from "./verdict-words.ts";

/** What the gates are called in the tree, by the name the server gives them. */
const gateNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "control-plane": toSay("Control plane"),
    "private-endpoint": toSay("Private endpoint"),
    perimeter: toSay("Perimeter"),
    "trusted-service": toSay("Trusted services"),
    "public-access": toSay("Public access"),
    "default-action": toSay("Default action"),
    "subnet-rule": toSay("Subnet rules"),
    "ip-rule": toSay("IP rules"),
    "default-deny": toSay("Everything else"),
  }),
);

export function gateName(say: Say, gate: string): string {
  return say(gateNames.get(gate) ?? gate);
}

/** A step that a person needs to see: the control plane and the last gate are spoken of only when they settle it. */
export function isShown(step: StepResult): boolean {
  const quiet = step.gate === "control-plane" || step.gate === "default-deny";
  return !quiet || step.outcome !== "not-applicable";
}

/**
 * What a gate did, in a word or two: the whole sentence does not fit into a sidebar. `settled` tells that an earlier
 * gate had decided already.
 */
export function stepSummary(say: Say, step: StepResult, settled: boolean): string {
  if (settled && step.outcome === "not-applicable") {
    const said = wouldSay(say, step.text);
    return said === "" ? say("not reached") : say("{0}, not reached", said);
  }
  const rule = ruleIn(step.text);
  if (rule && (step.outcome === "allow" || step.outcome === "maybe")) return rule.value;
  if (/^(There (is|are) )?no /i.test(step.text) && step.outcome !== "allow") return say(none);
  if (step.outcome === "not-applicable" && /\bdepends on\b/.test(step.text)) return say(general.maybe);
  const word = say(words.get(step.gate)?.[step.outcome] ?? general[step.outcome]);
  return /\bnot set\b/.test(step.text) && step.outcome !== "maybe" ? say("{0} by default", word) : word;
}

/** What a gate that traffic does not get to stands for: it may keep the caller out as well, once the first one lets it pass. */
function wouldSay(say: Say, text: string): string {
  const [, action] = /\bdefault action is (Allow|Deny)\b/.exec(text) ?? [];
  if (action !== undefined) return action;
  if (/^There (is|are) no /.test(text)) return say(none);
  if (text.startsWith("None of ")) return say(general.continue);
  return ruleIn(text)?.value ?? "";
}

/** There is no such thing at this vault. */
const none = toSay("none");

const words: ReadonlyMap<string, Partial<Record<StepResult["outcome"], string>>> = new Map(
  Object.entries({
    "private-endpoint": { "not-applicable": toSay("not used"), allow: toSay("leads here") },
    perimeter: { continue: none },
    "trusted-service": {
      "not-applicable": toSay("not a service"),
      continue: toSay("bypass is None"),
      allow: toSay("let in"),
    },
    "public-access": { continue: "Enabled", deny: "Disabled" },
    "default-action": { continue: "Deny", allow: "Allow" },
    "default-deny": { deny: "Deny" },
  }),
);

const general: Readonly<Record<StepResult["outcome"], string>> = {
  continue: toSay("no match"),
  allow: toSay("match"),
  deny: toSay("denied"),
  maybe: toSay("depends"),
  "not-applicable": toSay("does not apply"),
};

/** Traffic goes on past a gate that looked at it; where there is no gate, nothing happened. */
export function stepIcon(say: Say, outcome: StepResult["outcome"], summary: string, from: string): NodeIcon {
  switch (outcome) {
    case "continue":
      return summary === say(none) ? idle : { name: "arrow-small-down" };
    case "allow":
      return verdictIcon("allowed", from);
    case "deny":
      return verdictIcon("denied", from);
    case "maybe":
      return verdictIcon("depends", from);
    case "not-applicable":
      return idle;
  }
}

const idle: NodeIcon = { name: "dash", color: "disabledForeground" };
