import type { CancellationToken } from "vscode-languageserver";
import {
  type Analysis,
  briefOf,
  type FoundVerdict,
  nameOfCause,
  sayScenario,
  simulate as ask,
  type SourceAnswer,
  type SourceProblem,
  type StepReport,
  summarizeVerdict,
  type VerdictReport,
} from "../../core/index.ts";
import type { SimulateParams, SimulateResult, StepResult, VerdictResult } from "../../protocol/vaults.ts";
import type { VaultReference } from "../../protocol/names.ts";
import { type Assumed, assumeValue } from "../assume-value.ts";
import { type Context, placeOf } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { workspaceAround } from "../access-names.ts";
import { showLinked } from "./vaults.ts";
import { analysesMeant, analysesOfAll, askRoots } from "../roots.ts";

/** Answers `keyvault-network/simulate`: each source for each vault, in the order of the sources. */
export async function simulate(
  context: Context,
  params: SimulateParams,
  token: CancellationToken,
): Promise<SimulateResult> {
  const { from, assuming, steps } = params;
  const answers = await answersOn(context, params, token);
  if ("expected" in answers)
    return { verdicts: [], sources: [], compared: false, expected: answers.expected, errors: [] };
  return {
    verdicts: answers
      .flatMap(({ verdicts }) => verdicts.flatMap((found) => showSteps(context, found, steps) ?? []))
      .map((verdict) => (assuming ? { ...verdict, from: assuming.label } : verdict)),
    sources: from.map((each, at) => ({ from: each, kind: answers[at]?.kind ?? null })),
    compared: assuming !== undefined || context.baseline.isSet,
    expected: null,
    errors: answers.flatMap(({ from: each, verdicts, problem }) => {
      const name = each.slice(0, 80);
      return problem && verdicts.length === 0
        ? [{ from: each, message: sayProblem(context, name, problem) }]
        : [];
    }),
  };
}

/** The current verdicts for some sources; none for one that cannot be read. */
export async function verdictsOn(
  context: Context,
  asked: Asked,
  token: CancellationToken,
): Promise<readonly FoundVerdict[]> {
  const answers = await answersOn(context, asked, token);
  const found = "expected" in answers ? [] : answers.flatMap(({ verdicts }) => verdicts);
  return found.map((each) => {
    const verdict = { ...each.verdict, from: asked.assuming?.label ?? each.verdict.from };
    return { ...each, verdict };
  });
}

interface Asked extends Pick<SimulateParams, "from"> {
  readonly to?: readonly VaultReference[] | undefined;
  readonly assuming?: SimulateParams["assuming"] | undefined;
  /** What is asked instead of all that is shown. */
  readonly among?: readonly Analysis[];
}

async function answersOn(
  context: Context,
  { from, to, assuming, among: given }: Asked,
  token: CancellationToken,
): Promise<readonly SourceAnswer[] | Extract<Assumed, { readonly expected: unknown }>> {
  const found = given ?? (await analysesFor(context, to, token));
  const assumed = assuming ? await assumeValue(context, found, assuming, token) : null;
  if (assumed && "expected" in assumed) return assumed;
  const roots = assumed?.analyses ?? (await withBaseline(context, found, token));
  const before = new Map(roots.map((root) => [root.analysis, root.before]));
  const workspace = await workspaceAround(context, [...before.keys()], from, token);
  return askRoots(context, [...before.keys()], (among) =>
    ask(workspace, {
      from,
      to: (analysis) => keysMeant(analysis, to),
      among,
      before: (analysis) => before.get(analysis) ?? null,
    }),
  );
}

/** Each root with its earlier state. */
async function withBaseline(
  { baseline }: Context,
  analyses: readonly Analysis[],
  token: CancellationToken,
): Promise<readonly { readonly analysis: Analysis; readonly before: Analysis | null }[]> {
  const found: { readonly analysis: Analysis; readonly before: Analysis | null }[] = [];
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

function keysMeant(
  { root, environment }: Analysis,
  to: readonly VaultReference[] | undefined,
): ReadonlySet<string> | null {
  const meant = to?.filter(
    (each) =>
      normalizeUri(each.root) === root &&
      (each.environment === undefined || each.environment === environment),
  );
  return meant ? new Set(meant.map(({ key }) => key)) : null;
}

/** Why a source has no verdict. */
function sayProblem({ client: { words } }: Context, name: string, problem: SourceProblem): string {
  switch (problem.kind) {
    case "source":
      return words.sourceFault(problem.fault);
    case "ambiguous-source":
      return words.test({ kind: "source-ambiguous", name, candidates: problem.candidates.slice(0, 10) });
    case "no-such-source":
      return words.test({ kind: "source-not-declared", name, candidates: [] });
    case "uses-no-vault":
      return words.test({ kind: "uses-no-vault", name });
  }
}

/** A verdict with all of its steps, or with the one that decides. */
function showSteps(
  context: Context,
  found: FoundVerdict,
  steps: SimulateParams["steps"],
): VerdictResult | null {
  const { analysis, verdict, was } = found;
  if (steps !== "deciding") return showVerdict(context, analysis, verdict, was);
  const step = verdict.deciding === null ? undefined : verdict.steps[verdict.deciding];
  const short = { ...verdict, steps: step ? [step] : [], deciding: step ? 0 : null };
  const shown = showVerdict(context, analysis, short, was);
  // The short reason may be in a step before the one that decides.
  return shown && { ...shown, summary: summarizeVerdict(context.client.words, verdict) };
}

/** A verdict as the client expects it; null if its vault is no longer available. */
export function showVerdict(
  context: Context,
  { root, environment }: Pick<Analysis, "root" | "environment">,
  verdict: VerdictReport,
  was: VerdictResult["was"] = null,
): VerdictResult | null {
  const { words } = context.client;
  const { vaultKey, linkedTo, label, steps, because, addresses, ...facts } = verdict;
  const { allowed, denied, unknown } = addresses;
  const place = placeOf(context, label);
  if (!place) return null;
  return {
    ...facts,
    ...place,
    ...{ allowed: allowed.toCidrs(), denied: denied.toCidrs(), unknown: unknown.toCidrs() },
    counts: { allowed: allowed.size, denied: denied.size, unknown: unknown.size },
    root: context.session.uriOf(root),
    key: vaultKey,
    linkedTo: linkedTo && showLinked(context, linkedTo),
    environment,
    was,
    summary: summarizeVerdict(words, verdict),
    dependsOn: because.map(words.cause),
    dependsOnNames: because.map((cause) => nameOfCause(cause, words)),
    dependsOnParameters: because.flatMap((cause) => (cause.kind === "parameter" ? [cause.name] : [])),
    scenario: facts.scenario && sayScenario(facts.scenario, words),
    steps: steps.map((step) => showStep(context, step)),
    noteTexts: facts.notes.map(words.note),
  };
}

function showStep(context: Context, { gate, outcome, facts, span }: StepReport): StepResult {
  const { words } = context.client;
  const brief = briefOf(facts);
  const place = span ? placeOf(context, span) : null;
  const title = words.document.gates[gate];
  return { gate, title, outcome, text: words.gate(facts), brief, summary: words.brief(brief), place };
}
