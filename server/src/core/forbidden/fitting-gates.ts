import { factsKey } from "../access/gate-fact.ts";
import { labelOf, type VaultLabel } from "../access/vault-label.ts";
import { judgeAcross } from "../access/worlds.ts";
import type { Fix } from "../fixes/fix.ts";
import { compareText } from "../text/compare.ts";
import type { DocumentId } from "../text/document.ts";
import type { Found } from "./candidates.ts";
import type { GateMet, Symptom } from "./remedy.ts";
import { callersOf, type DeclaredCaller, linkGates, platformGates, tokenGates } from "./hidden-gates.ts";
import { contradicts, stepsMet } from "./steps-met.ts";
import { readSource } from "../access/source.ts";
import { accessFixes } from "../fixes/access-fixes.ts";
import type { FixTitle } from "../fixes/fix-title.ts";

/** A gate on the way to a vault at which a connection may have ended as the log says. */
export interface FittingGate extends Omit<GateMet, "fix"> {
  /** The callers that meet it, as sources are written. */
  readonly from: readonly string[];
  readonly vault: VaultLabel;
  readonly root: DocumentId;
  /** The environments of the root in which that holds; empty if defaults count. */
  readonly environments: readonly string[];
  /** How a template is changed so that the callers pass, where that can be written. */
  readonly fix: Fix | null;
}

/** The gates that fit a failure, and how many callers were asked about. */
export interface Fitting {
  /** Those that certainly deny come first. */
  readonly gates: readonly FittingGate[];
  readonly declared: number;
  /** Without those whose way contradicts the log. */
  readonly possible: number;
}

/** Asks for each caller that is declared which gates on its way fit a failure. */
export function fittingGates(found: readonly Found[], symptom: Symptom): Fitting {
  const met = found.flatMap((each) =>
    callersOf(each.across).map((caller) => gatesMet(each, caller, symptom)),
  );
  const possible = met.flatMap((each) => (each ? [each] : []));
  const gates = merged(possible.flat()).toSorted(
    (a, b) =>
      Number(a.outcome === "maybe") - Number(b.outcome === "maybe") ||
      compareText(a.from[0] ?? "", b.from[0] ?? ""),
  );
  return { gates, declared: met.length, possible: possible.length };
}

/** Null for a caller that the log cannot be about. */
function gatesMet(found: Found, caller: DeclaredCaller, symptom: Symptom): readonly FittingGate[] | null {
  const { across, root, environment } = found;
  const verdict = judgeAcross(across, caller.in)?.answer;
  if (!verdict || contradicts(verdict, symptom)) return null;
  const vault = labelOf(across.vault);
  const steps = stepsMet(verdict, symptom, vault, across.views.length > 1);
  const met = [
    ...steps,
    ...(steps.length === 0 ? linkGates(verdict, symptom, caller, across) : []),
    ...tokenGates(verdict, symptom, caller, across),
    ...platformGates(symptom, caller, across),
  ];
  const environments = environment === null ? [] : [environment];
  return met.map((each) => {
    const fix = each.fix ?? writtenFix(each, caller.from, found);
    return { ...each, from: [caller.from], vault, root, environments, fix };
  });
}

/** One entry for what several callers, roots or environments meet alike. */
function merged(gates: readonly FittingGate[]): readonly FittingGate[] {
  const known = new Map<string, FittingGate>();
  for (const each of gates) {
    const { gate, outcome, vault, facts, hint, span } = each;
    const key = JSON.stringify([gate, outcome, vault.name ?? vault.symbol, factsKey(facts), hint, span]);
    const before = known.get(key);
    known.set(key, before ? together(before, each) : each);
  }
  return [...known.values()];
}

function together(a: FittingGate, b: FittingGate): FittingGate {
  const from = [...new Set([...a.from, ...b.from])];
  return {
    ...a,
    from,
    fix: a.fix ?? b.fix,
    environments: [...new Set([...a.environments, ...b.environments])],
  };
}

/** The change of a template that opens a gate for a caller that it denies; null if people have to write it. */
function writtenFix({ gate, outcome, hint }: GateMet, from: string, { worlds, across }: Found): Fix | null {
  if (outcome !== "deny" || hint !== null) return null;
  const reading = readSource(from);
  if ("fault" in reading) return null;
  const fixes = accessFixes(worlds, { source: reading.source, vaultKey: across.key, expect: "allow" });
  return fixes.find(({ title }) => opens(gate, title)) ?? null;
}

/** Whether a fix is about a gate on the way, rather than about the rules of the vault. */
function opens(gate: GateMet["gate"], title: FixTitle): boolean {
  switch (gate) {
    case "name-resolution":
      return title.kind === "add-record" || (title.kind === "set" && title.effect === "resolves-publicly");
    case "network-security-group":
      return title.kind === "allow-in-groups";
    case "route":
      return ["add-service-endpoint", "add-peering", "open-peerings"].includes(title.kind);
    case "firewall":
      return title.kind === "allow-in-firewall";
    default:
      return false;
  }
}
