import type { FailureShape, HintFact, RemedyFact } from "../access/refusal.ts";
import type { Caller } from "../access/caller.ts";
import type { GateName } from "../access/codes.ts";
import type { Step } from "../access/decision.ts";
import type { GateFact } from "../access/gate-fact.ts";
import { factsKey } from "../access/gate-fact.ts";
import type { VaultLabel } from "../access/vault-label.ts";
import { labelOf } from "../access/vault-label.ts";
import type { Verdict } from "../access/verdict.ts";
import type { VaultAcrossWorlds } from "../access/worlds.ts";
import { judgeAcross } from "../access/worlds.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import type { DocumentId, Span } from "../text/span.ts";
import { compareText } from "../text/compare.ts";
import type { DeclaredCaller } from "./callers.ts";
import { callersOf } from "./callers.ts";
import type { Found } from "./candidates.ts";
import { factsIn } from "./facts-in.ts";
import { linkWithoutRecord } from "./link-without-record.ts";
import { remedyFor } from "./remedy.ts";
import { tokenBlock } from "./token-block.ts";

/** A gate on the way to a vault at which a connection may have ended as the log says. */
export interface FittingGate {
  readonly gate: GateName;
  /** "deny" if the templates say that it ends there, "maybe" if they leave it open. */
  readonly outcome: "deny" | "maybe";
  /** The callers that meet it, as sources are written. */
  readonly from: readonly string[];
  readonly vault: VaultLabel;
  readonly root: DocumentId;
  /** The environments of the root in which that holds; empty where defaults count. */
  readonly environments: readonly string[];
  readonly facts: readonly GateFact[];
  /** What the facts do not say by themselves. */
  readonly hint: HintFact | null;
  /** What decides. */
  readonly span: Span | null;
  readonly remedy: RemedyFact | null;
}

/** What a log says of a failed call that gates can explain. */
export interface Symptom {
  readonly shape: FailureShape;
  /** Whether the name resolved to the address of a private endpoint; null if the log does not show it. */
  readonly resolved: "private" | "public" | null;
}

/** The gates that fit a failure, those that certainly deny first. */
export function fittingGates(found: readonly Found[], symptom: Symptom): readonly FittingGate[] {
  const all = found.flatMap((each) =>
    callersOf(each.across).flatMap((caller) => gatesMet(each, caller, symptom)),
  );
  return merged(all).toSorted(
    (a, b) =>
      Number(a.outcome === "maybe") - Number(b.outcome === "maybe") ||
      compareText(a.from[0] ?? "", b.from[0] ?? ""),
  );
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

const missingNames = { "name-resolution": true, "vault-not-found": true };

type GateMet = Pick<FittingGate, "gate" | "outcome" | "facts" | "hint" | "span" | "remedy">;

function gatesMet(found: Found, caller: DeclaredCaller, symptom: Symptom): readonly FittingGate[] {
  const { across, root, environment } = found;
  const verdict = judgeAcross(across, caller.in)?.answer;
  if (!verdict || contradicts(verdict, symptom)) return [];
  const vault = labelOf(across.vault);
  const steps = stepsMet(verdict, symptom, vault, across.views.length > 1);
  const met =
    symptom.shape === "token"
      ? tokenGates(verdict, caller, found)
      : steps.length === 0 && symptom.shape in missingNames
        ? linkGates(verdict, caller, found)
        : steps;
  const environments = environment === null ? [] : [environment];
  return met.map((each) => ({ ...each, from: [caller.from], vault, root, environments }));
}

function stepsMet(
  verdict: Verdict,
  symptom: Symptom,
  vault: VaultLabel,
  isInWorlds: boolean,
): readonly GateMet[] {
  const names = gatesFor[symptom.shape] ?? [];
  const isPublic = resolvesTo(verdict) === "public";
  return verdict.steps
    .filter(({ gate }) => names.includes(gate.name))
    .flatMap((step) => {
      const outcome = outcomeFor(step, symptom, isInWorlds);
      const { name, facts, span } = step.gate;
      const remedy = remedyFor(facts, vault, isPublic);
      return outcome ? [{ gate: name, outcome, facts, hint: null, span, remedy }] : [];
    });
}

function outcomeFor(step: Step, { shape }: Symptom, isInWorlds: boolean): FittingGate["outcome"] | null {
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
function outcomeOf({ gate: { settles }, outcome }: Step, isInWorlds: boolean): FittingGate["outcome"] | null {
  if (outcome === "deny" || outcome === "maybe") return outcome;
  if (outcome !== "not-applicable" || !settles || settles.possible.isEmpty) return null;
  return settles.certain.isEmpty || isInWorlds ? "maybe" : "deny";
}

/** The log shows an address of a kind that the name certainly does not resolve to for this caller. */
function contradicts(verdict: Verdict, { resolved }: Symptom): boolean {
  const expected = resolvesTo(verdict);
  return resolved !== null && expected !== null && resolved !== expected;
}

function nameStep({ steps }: Verdict): Step | undefined {
  return steps.find(({ gate }) => gate.name === "name-resolution");
}

function resolvesTo(verdict: Verdict): Symptom["resolved"] {
  const facts = factsIn(nameStep(verdict)?.gate.facts ?? []);
  if (facts.length === 0) return null;
  if (facts.every(({ kind }) => kind === "name-public")) return "public";
  return facts.every((fact) => fact.kind === "name-private" && !fact.isAssumed) ? "private" : null;
}

/** Where requests for tokens end, for callers that can reach the vault or not. */
function tokenGates({ steps }: Verdict, caller: DeclaredCaller, { across }: Found): readonly GateMet[] {
  if (!steps.some(({ gate }) => gate.notes.includes("NOTE_TOKEN_BLOCKED"))) return [];
  const place = placeOf(caller, across);
  const block = place && tokenBlock(place.subnet, place.network);
  const route = { gate: "route", facts: [], span: null, remedy: null } as const;
  return [{ ...route, ...block, outcome: "deny", hint: { kind: "token-blocked" } }];
}

/** A zone that may lack the record of a vault whose private endpoint, if there is one, is not declared here. */
function linkGates(verdict: Verdict, caller: DeclaredCaller, { across }: Found): readonly GateMet[] {
  const step = nameStep(verdict);
  const isElsewhere = factsIn(step?.gate.facts ?? []).some(
    (fact) => fact.kind === "name-public" && fact.why === "no-endpoint",
  );
  const place = isElsewhere ? placeOf(caller, across) : null;
  const link = place && linkWithoutRecord(place.vault, place.subnet, place.network);
  if (!link) return [];
  const { symbol, label: span } = link;
  const remedy: RemedyFact = { kind: "register-name", link: symbol, vault: labelOf(across.vault) };
  const hint: HintFact = { kind: "endpoint-elsewhere", link: symbol };
  return [{ gate: "name-resolution", outcome: "maybe", facts: [], hint, span, remedy }];
}

interface PlaceOfCaller {
  readonly vault: Vault;
  readonly subnet: Subnet;
  readonly network: Network;
}

/** The subnet of a caller, in the first of a vault's worlds. */
function placeOf(caller: DeclaredCaller, { views }: VaultAcrossWorlds): PlaceOfCaller | null {
  const [view] = views;
  const network = view?.world.network;
  const declared = network ? caller.in(network) : null;
  const subnet = declared && subnetOf(declared);
  return view && network && subnet ? { vault: view.vault, subnet, network } : null;
}

/** The first declared subnet that a caller is in. */
function subnetOf(caller: Caller): Subnet | null {
  if (caller.kind === "subnet") return caller.subnet;
  if (caller.kind !== "consumer" || caller.consumer.place.kind !== "subnets") return null;
  const [first] = caller.consumer.place.subnets.flatMap(({ link }) =>
    link.kind === "declared" ? [link.to] : [],
  );
  return first ?? null;
}

/** One entry for what several callers, roots or environments meet alike. */
function merged(gates: readonly FittingGate[]): readonly FittingGate[] {
  const known = new Map<string, FittingGate>();
  for (const each of gates) {
    const { gate, outcome, vault, facts, hint, span } = each;
    const key = JSON.stringify([gate, outcome, vault, factsKey(facts), hint, span]);
    const before = known.get(key);
    known.set(key, before ? together(before, each) : each);
  }
  return [...known.values()];
}

function together(a: FittingGate, b: FittingGate): FittingGate {
  const from = [...new Set([...a.from, ...b.from])];
  return { ...a, from, environments: [...new Set([...a.environments, ...b.environments])] };
}
