import { type Cause, knownText } from "../evaluate/values/value.ts";
import type { Caller } from "../access/caller.ts";
import type { GateName } from "../access/codes.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { Outcome, TakenStep } from "../access/decision.ts";
import { asksAbout, judgeSource } from "../access/judge-source.ts";
import { callersIn, type Source } from "../access/source.ts";
import { kindOfSource, type SourceKind } from "../access/describe-source.ts";
import { calledBy } from "../access/vault-label.ts";
import type { Verdict } from "../access/verdict.ts";
import { ownVaults, type VaultAcrossWorlds, type World } from "../access/worlds.ts";
import type { LinkedVault } from "../network/network.ts";
import type { ServiceTexts } from "../services/catalogue.ts";
import type { Span } from "../text/document.ts";
import type { Words } from "../words/words.ts";
import type { VerdictFacts } from "./vault-facts.ts";
import { linkAcross, printWhen } from "./vaults.ts";

/**
 * One verdict, for the JSON of both hosts; places are spans, and steps are facts that the host turns into sentences.
 */
export interface VerdictReport extends Omit<VerdictFacts, "allowed" | "denied" | "unknown"> {
  readonly source: SourceKind;
  /** As for vaults. */
  readonly namedBy: string | null;
  readonly vaultKey: string;
  readonly linkedTo: LinkedVault | null;
  readonly label: Span;
  /** What it depends on. */
  readonly because: readonly Cause[];
  /** All empty for a caller without addresses. */
  readonly addresses: Pick<Verdict, "allowed" | "denied" | "unknown">;
  readonly steps: readonly StepReport[];
  /** For a service or consumer, the scenario of the verdict; a consumer with several has a verdict for each. */
  readonly scenario: Pick<ScenarioReport, "service"> | null;
}

export interface ScenarioReport {
  /** The ID of the catalog's entry. */
  readonly service: string;
  readonly name: string;
  readonly text: string;
  /** The part of the text that says what is done, without explanations. */
  readonly short: string;
}

export interface StepReport {
  readonly gate: GateName;
  readonly outcome: Outcome;
  readonly facts: readonly GateFact[];
  /** The deciding property; null if nothing is written. */
  readonly span: Span | null;
}

/**
 * The verdicts for a source and every vault of a root that may exist; none if the root has no such subnet or consumer.
 * A consumer is evaluated for the vaults it uses or may use; all callers only for the vault of one key, if that is given.
 */
export function reportVerdicts(
  worlds: readonly World[],
  from: string,
  source: Source,
  only: string | null = null,
): readonly VerdictReport[] {
  const callers = callersAcross(worlds, source);
  return ownVaults(worlds).flatMap((across) => {
    if (only !== null && across.key !== only) return [];
    if (across.views.every((view) => view.vault.exists.truth === "no")) return [];
    return callers.flatMap(([key, caller]) => reportVerdict(across, from, source, { key, caller }) ?? []);
  });
}

/** The callers of a source in any world, each once. */
function callersAcross(worlds: readonly World[], source: Source): readonly (readonly [string, Caller])[] {
  return [...new Map(worlds.flatMap(({ network }) => [...callersIn(source, network)]))];
}

function reportVerdict(
  across: VaultAcrossWorlds,
  from: string,
  source: Source,
  { key, caller }: { readonly key: string; readonly caller: Caller },
): VerdictReport | null {
  if (!asksAbout(source, caller, across.vault)) return null;
  const merged = judgeSource(across, source, key);
  if (!merged) return null;
  const { vault } = across;
  const { answer } = merged;
  return {
    from,
    module: vault.module,
    source: kindOfSource(source),
    exposed: caller.kind === "internet" && answer.verdict === "allowed",
    vault: vault.symbol,
    vaultName: knownText(vault.name),
    kind: vault.kind,
    existing: vault.existing,
    namedBy: calledBy(vault),
    vaultKey: across.key,
    linkedTo: linkAcross(across),
    label: vault.label,
    verdict: answer.verdict,
    reason: answer.reason,
    because: answer.because,
    addresses: answer,
    cases: merged.cases.map((each) => ({ when: printWhen(each), verdict: each.answer.verdict })),
    steps: reportSteps(answer.steps),
    deciding: decidingIndex(answer),
    notes: answer.notes,
    scenario: scenarioOf(caller),
  };
}

const decidingOutcome = { allowed: "allow", denied: "deny", partial: "allow", depends: "maybe" } as const;

function decidingIndex({ verdict, steps }: Verdict): number | null {
  const index = steps.findIndex(({ outcome }) => outcome === decidingOutcome[verdict]);
  return index === -1 ? null : index;
}

function scenarioOf(caller: Caller): VerdictReport["scenario"] {
  if (caller.kind === "consumer") return { service: caller.consumer.service.id };
  return caller.kind === "service" ? { service: caller.service.id } : null;
}

/**
 * In most scenarios of Microsoft's list, the link text says what is done; in others, it is only the name of a product.
 */
function shortOf({ text, links: [link] }: ServiceTexts["scenario"]): string {
  const saysWhat = link !== undefined && link.text.split(" ").length > 3;
  return saysWhat ? link.text : text;
}

/** The scenario of an entry in the catalog. */
export function sayScenario(
  { service }: Pick<ScenarioReport, "service">,
  { services }: Pick<Words, "services">,
): ScenarioReport {
  const { name, scenario } = services.texts(service);
  return { service, name, text: scenario.text, short: shortOf(scenario) };
}

/** The steps of a decision in the form used by reports. */
export function reportSteps(steps: readonly TakenStep[]): readonly StepReport[] {
  return steps.map(({ gate, outcome }) => ({ gate: gate.name, outcome, facts: gate.facts, span: gate.span }));
}
