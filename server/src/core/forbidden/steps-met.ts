import type { GateName } from "../access/codes.ts";
import type { Step } from "../access/decision.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { FailureShape } from "../access/refusal.ts";
import type { VaultLabel } from "../access/vault-label.ts";
import type { Verdict } from "../access/verdict.ts";
import { factsIn, type GateMet, remedyFor, resolvesTo, type Symptom } from "./remedy.ts";

/** The gates of the way that fit, whether or not one before them denies. */
export function stepsMet(
  verdict: Verdict,
  symptom: Symptom,
  vault: VaultLabel,
  isInWorlds: boolean,
): readonly GateMet[] {
  const names = gatesFor[symptom.shape] ?? [];
  const resolved = symptom.resolved ?? resolvesTo(nameFacts(verdict));
  return verdict.steps
    .filter(({ gate }) => names.includes(gate.name))
    .flatMap((step) => {
      const outcome = outcomeFor(step, symptom, isInWorlds);
      const { name, facts, span } = step.gate;
      const remedy = remedyFor(facts, vault, resolved);
      return outcome ? [{ gate: name, outcome, facts, hint: null, span, remedy }] : [];
    });
}

function outcomeFor(step: Step, { shape }: Symptom, isInWorlds: boolean): GateMet["outcome"] | null {
  const facts = factsIn(step.gate.facts);
  switch (shape) {
    case "dns-server":
      return facts.some(({ kind }) => kind === "dns-server-unknown") ? "maybe" : null;
    case "refused":
    case "tls":
      if (!facts.some((fact) => isDevice(fact, step))) return null;
      return shape === "refused" && step.outcome === "deny" ? "deny" : "maybe";
    default:
      return outcomeOf(step, isInWorlds);
  }
}

/** A firewall or an appliance, which may answer in place of the vault. */
function isDevice(fact: GateFact, { outcome }: Step): boolean {
  if (fact.kind === "next-hop") return fact.hop === "VirtualAppliance" && outcome === "maybe";
  return ["firewall-rule", "firewall-matches-nothing", "firewall-rules-unseen"].includes(fact.kind);
}

/**
 * A gate behind one that denies is asked too: the log may show that the connection got there, and whoever repairs one gate meets
 * the next.
 */
function outcomeOf({ gate: { settles }, outcome }: Step, isInWorlds: boolean): GateMet["outcome"] | null {
  if (outcome === "deny" || outcome === "maybe") return outcome;
  if (outcome !== "not-applicable" || !settles || settles.possible.isEmpty) return null;
  return settles.certain.isEmpty || isInWorlds ? "maybe" : "deny";
}

/** The log shows an address of a kind that the name certainly does not resolve to for this caller. */
export function contradicts(verdict: Verdict, { resolved }: Symptom): boolean {
  const expected = resolvesTo(nameFacts(verdict));
  return resolved !== null && expected !== null && resolved !== expected;
}

function nameFacts(verdict: Verdict): readonly GateFact[] {
  return nameStep(verdict)?.gate.facts ?? [];
}

/** What the name resolves to. */
export function nameStep({ steps }: Verdict): Step | undefined {
  return steps.find(({ gate }) => gate.name === "name-resolution");
}

/** The gates that can explain a failure. */
const gatesFor: Readonly<Partial<Record<FailureShape, readonly GateName[]>>> = {
  "name-resolution": ["name-resolution"],
  "vault-not-found": ["name-resolution"],
  "dns-server": ["name-resolution"],
  timeout: ["network-security-group", "route", "firewall"],
  refused: ["route", "firewall"],
  tls: ["route", "firewall"],
};
