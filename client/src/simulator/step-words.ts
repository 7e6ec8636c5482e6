import type { StepResult } from "../../../server/src/protocol.ts";
import type { NodeIcon } from "../tree/tree-node.ts";
import { ruleIn, verdictLook } from "./verdict-words.ts";

/** What the gates are called in the tree, by the name the server gives them. */
const gateNames: Readonly<Record<string, string>> = {
  "control-plane": "Control plane",
  "private-endpoint": "Private endpoint",
  perimeter: "Perimeter",
  "trusted-service": "Trusted services",
  "public-access": "Public access",
  "default-action": "Default action",
  "subnet-rule": "Subnet rules",
  "ip-rule": "IP rules",
  "default-deny": "Everything else",
};

export function gateName(gate: string): string {
  return gateNames[gate] ?? gate;
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
export function stepSummary(step: StepResult, settled: boolean): string {
  if (settled && step.outcome === "not-applicable") {
    const said = wouldSay(step.text);
    return said === "" ? "not reached" : `${said}, not reached`;
  }
  const rule = ruleIn(step.text);
  if (rule && (step.outcome === "allow" || step.outcome === "maybe")) return rule.value;
  if (/^(There (is|are) )?no /i.test(step.text) && step.outcome !== "allow") return none;
  if (step.outcome === "not-applicable" && /\bdepends on\b/.test(step.text)) return general.maybe;
  const word = words[step.gate]?.[step.outcome] ?? general[step.outcome];
  return /\bnot set\b/.test(step.text) && step.outcome !== "maybe" ? `${word} by default` : word;
}

/** What a gate that traffic does not get to stands for: it may keep the caller out as well, once the first one lets it pass. */
function wouldSay(text: string): string {
  const [, action] = /\bdefault action is (Allow|Deny)\b/.exec(text) ?? [];
  if (action !== undefined) return action;
  if (/^There (is|are) no /.test(text)) return none;
  if (text.startsWith("None of ")) return general.continue;
  return ruleIn(text)?.value ?? "";
}

/** There is no such thing at this vault. */
const none = "none";

const words: Readonly<Record<string, Partial<Record<StepResult["outcome"], string>>>> = {
  "private-endpoint": { "not-applicable": "not used", allow: "leads here" },
  perimeter: { continue: none },
  "trusted-service": { "not-applicable": "not a service", continue: "bypass is None", allow: "let in" },
  "public-access": { continue: "Enabled", deny: "Disabled" },
  "default-action": { continue: "Deny", allow: "Allow" },
  "default-deny": { deny: "Deny" },
};

const general: Readonly<Record<StepResult["outcome"], string>> = {
  continue: "no match",
  allow: "match",
  deny: "denied",
  maybe: "depends",
  "not-applicable": "does not apply",
};

/** Traffic goes on past a gate that looked at it; where there is no gate, nothing happened. */
export function stepIcon(outcome: StepResult["outcome"], summary: string, from: string): NodeIcon {
  switch (outcome) {
    case "continue":
      return summary === none ? idle : { name: "arrow-small-down" };
    case "allow":
      return verdictLook("allowed", from).icon;
    case "deny":
      return verdictLook("denied", from).icon;
    case "maybe":
      return verdictLook("depends", from).icon;
    case "not-applicable":
      return idle;
  }
}

const idle: NodeIcon = { name: "dash", color: "disabledForeground" };
