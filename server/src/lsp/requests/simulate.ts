import type { CancellationToken } from "vscode-languageserver";
import {
  type AccessFile,
  ambiguityOf,
  type Analysis,
  briefOf,
  type FoundVerdict,
  kindOfSource,
  nameOfCause,
  reportVerdicts,
  resolveSource,
  sayScenario,
  type SourceAmong,
  sourceAmong,
  type StepReport,
  summarizeVerdict,
  type VerdictReport,
} from "../../core/index.ts";
import type {
  AssumedValueParams,
  SimulateParams,
  SimulateResult,
  SourceResult,
  StepResult,
  VaultReference,
  VerdictResult,
} from "../../protocol.ts";
import { askRoots } from "../ask-roots.ts";
import { assumeValue } from "../assume-value.ts";
import type { Context } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { namedSources } from "../named-sources.ts";
import { placeOf } from "../places.ts";
import { showLinked } from "./vaults.ts";
import { analysesMeant, analysesOfAll } from "../roots.ts";

/** A root to ask about: its current state, its earlier state, and the sources that have a name there. */
interface Asked {
  readonly analysis: Analysis;
  readonly before: Analysis | null;
  readonly sources: AccessFile["sources"];
  readonly seenFrom: SourceAmong;
}

/** Answers `keyvault-network/simulate`: each source for each vault, in the order of the sources. */
export async function simulate(
  context: Context,
  params: SimulateParams,
  token: CancellationToken,
): Promise<SimulateResult> {
  const { from, to, assuming } = params;
  const found = await analysesFor(context, to, token);
  const assumed = assuming ? await assumeValue(context, found, assuming, token) : null;
  if (assumed && "expected" in assumed) return { ...nothing, expected: assumed.expected };
  const seenFrom = await amongRoots(context, from, token);
  const asked: Asked[] = [];
  for (const { analysis, before } of assumed?.analyses ?? (await withBaseline(context, found, token)))
    asked.push({
      analysis,
      before,
      sources: await namedSources(context, analysis.root, [analysis]),
      seenFrom,
    });
  const answers = askRoots(context, asked, (some) =>
    from.map((source) => simulateSource(context, source, some, params)),
  );
  return {
    verdicts: answers
      .flatMap(({ verdicts }) => verdicts)
      .map((verdict) => (assuming ? { ...verdict, from: assuming.label } : verdict)),
    sources: answers.flatMap(({ sources }) => sources),
    compared: assuming !== undefined || context.baseline.isSet,
    expected: null,
    errors: answers.flatMap(({ errors }) => errors),
  };
}

/** Among all roots if a subnet is asked for, which may be declared in any of them. */
async function amongRoots(
  context: Context,
  from: readonly string[],
  token: CancellationToken,
): Promise<SourceAmong> {
  const isSubnet = from.some((each) => each.trim().startsWith("subnet:"));
  return sourceAmong(isSubnet ? await analysesOfAll(context, token) : []);
}

const nothing = { verdicts: [], sources: [], compared: false, errors: [] } as const;

/** Each root with its earlier state. */
async function withBaseline(
  { baseline }: Context,
  analyses: readonly Analysis[],
  token: CancellationToken,
): Promise<readonly Pick<Asked, "analysis" | "before">[]> {
  const found: Pick<Asked, "analysis" | "before">[] = [];
  for (const analysis of analyses) found.push({ analysis, before: await baseline.analysis(analysis, token) });
  return found;
}

async function analysesFor(
  context: Context,
  to: readonly VaultReference[] | undefined,
  token: CancellationToken,
): Promise<readonly Analysis[]> {
  if (!to) return analysesOfAll(context, token);
  const found = new Set<Analysis>();
  for (const each of to)
    for (const analysis of await analysesMeant(context, each, token)) found.add(analysis);
  return [...found];
}

/** What is asked instead of all that is shown, and with which value instead of that of the files. */
interface HowToAsk {
  readonly among?: readonly Analysis[];
  readonly assuming?: AssumedValueParams | undefined;
}

/** The current verdicts for one source; none if it cannot be read. */
export async function verdictsOn(
  context: Context,
  from: string,
  to: readonly VaultReference[] | undefined,
  token: CancellationToken,
  { among, assuming }: HowToAsk = {},
): Promise<readonly FoundVerdict[]> {
  const { tags } = context.serviceTags;
  const seenFrom = await amongRoots(context, [from], token);
  const asked: { readonly analysis: Analysis; readonly sources: AccessFile["sources"] }[] = [];
  const found = among ?? (await analysesFor(context, to, token));
  const assumed = assuming ? await assumeValue(context, found, assuming, token) : null;
  const meant = assumed && "analyses" in assumed ? assumed.analyses.map(({ analysis }) => analysis) : found;
  for (const analysis of meant)
    asked.push({ analysis, sources: await namedSources(context, analysis.root, [analysis]) });
  return askRoots(context, asked, (some) =>
    some.flatMap(({ analysis, sources }) => {
      const reading = resolveSource(from, sources, { tags });
      if ("fault" in reading) return [];
      return reportVerdicts(analysis.worlds, from, seenFrom(reading.source, analysis))
        .filter(({ vaultKey }) => isMeant(analysis, vaultKey, to))
        .map((verdict) => ({ analysis, verdict: { ...verdict, from: assuming?.label ?? verdict.from } }));
    }),
  );
}

/** A name may be defined for some roots only; a name that is not defined for any is an error. */
function simulateSource(
  context: Context,
  from: string,
  asked: readonly Asked[],
  { to, steps }: Pick<SimulateParams, "to" | "steps">,
): Omit<SimulateResult, "compared" | "expected"> {
  const tags = context.serviceTags.tags;
  const read = asked.map((each) => ({ ...each, reading: resolveSource(from, each.sources, { tags }) }));
  // Where one root has several subnets of the name, no root is answered: which one is meant is the same question everywhere.
  const ambiguous = read.flatMap(({ analysis, reading, seenFrom }) =>
    "fault" in reading ? [] : ambiguityOf(seenFrom(reading.source, analysis), analysis.worlds),
  );
  const verdicts = read.flatMap(({ analysis, before, reading, seenFrom }) => {
    if ("fault" in reading || ambiguous.length > 0) return [];
    const source = seenFrom(reading.source, analysis);
    const past = before ? reportVerdicts(before.worlds, from, source) : [];
    return reportVerdicts(analysis.worlds, from, source)
      .filter(({ vaultKey }) => isMeant(analysis, vaultKey, to))
      .flatMap((verdict) => {
        if (steps !== "deciding") return showVerdict(context, analysis, verdict, past) ?? [];
        const shown = showVerdict(context, analysis, withDecidingStep(verdict), past);
        // The short reason may be in a step before the one that decides.
        return shown ? { ...shown, summary: summarizeVerdict(context.client.words, verdict) } : [];
      });
  });
  const found = read.map(({ reading }) => reading);
  const readings = found.length > 0 ? found : [resolveSource(from, new Map(), { tags })];
  const message =
    verdicts.length > 0 ? null : sayNothing(context, from, readings, [...new Set(ambiguous)].slice(0, 10));
  return {
    verdicts,
    sources: [{ from, kind: sourceKind(from, asked, readings) }],
    errors: message === null ? [] : [{ from, message }],
  };
}

function withDecidingStep(verdict: VerdictReport): VerdictReport {
  const step = verdict.deciding === null ? undefined : verdict.steps[verdict.deciding];
  return { ...verdict, steps: step ? [step] : [], deciding: step ? 0 : null };
}

function sourceKind(
  from: string,
  asked: readonly Asked[],
  readings: readonly ReturnType<typeof resolveSource>[],
): SourceResult["kind"] {
  if (asked.some(({ sources }) => sources.has(from))) return "saved";
  const understood = readings.find((reading) => "source" in reading);
  return understood ? kindOfSource(understood.source) : null;
}

/** Why a source has no verdict; null if the only reason is that there is no vault. */
function sayNothing(
  { client: { words } }: Context,
  from: string,
  readings: readonly ReturnType<typeof resolveSource>[],
  ambiguous: readonly string[],
): string | null {
  const name = from.slice(0, 80);
  if (ambiguous.length > 0) return words.test({ kind: "source-ambiguous", name, candidates: ambiguous });
  const understood = readings.flatMap((reading) => ("source" in reading ? [reading.source] : []));
  const [first] = readings;
  if (understood.length === 0) return first && "fault" in first ? words.sourceFault(first.fault) : null;
  if (understood.every(({ kind }) => kind === "caller")) return null;
  return words.test({ kind: "source-not-declared", name, candidates: [] });
}

function isMeant(
  { root, environment }: Analysis,
  vaultKey: string,
  to: readonly VaultReference[] | undefined,
): boolean {
  return (
    to?.some(
      (each) =>
        normalizeUri(each.root) === root &&
        each.key === vaultKey &&
        (each.environment === undefined || each.environment === environment),
    ) ?? true
  );
}

/** A verdict as the client expects it; null if its vault is no longer available. */
export function showVerdict(
  context: Context,
  { root, environment }: Pick<Analysis, "root" | "environment">,
  verdict: VerdictReport,
  past: readonly VerdictReport[] = [],
): VerdictResult | null {
  const { words } = context.client;
  const { vaultKey, linkedTo, label, steps, because, ...facts } = verdict;
  const place = placeOf(context, label);
  if (!place) return null;
  const was = past.find((each) => isAboutTheSame(each, verdict))?.verdict ?? verdict.verdict;
  return {
    ...facts,
    ...place,
    root: context.session.uriOf(root),
    key: vaultKey,
    linkedTo: linkedTo && showLinked(context, linkedTo),
    environment,
    was: was === verdict.verdict ? null : was,
    summary: summarizeVerdict(words, verdict),
    dependsOn: because.map(words.cause),
    dependsOnNames: because.map((cause) => nameOfCause(cause, words)),
    dependsOnParameters: because.flatMap((cause) => (cause.kind === "parameter" ? [cause.name] : [])),
    scenario: facts.scenario && sayScenario(facts.scenario, words),
    steps: steps.map((step) => showStep(context, step)),
    noteTexts: facts.notes.map(words.note),
  };
}

function isAboutTheSame(a: VerdictReport, b: VerdictReport): boolean {
  return a.vaultKey === b.vaultKey && a.scenario?.service === b.scenario?.service;
}

function showStep(context: Context, { gate, outcome, facts, span }: StepReport): StepResult {
  const { words } = context.client;
  const brief = briefOf(facts);
  const place = span ? placeOf(context, span) : null;
  const title = words.document.gates[gate];
  return { gate, title, outcome, text: words.gate(facts), brief, summary: words.brief(brief), place };
}
