import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, StepReport, VerdictReport } from "../../core/index.ts";
import { readSource, reportVerdicts } from "../../core/index.ts";
import type {
  SimulateParams,
  SimulateResult,
  StepResult,
  VaultReference,
  VerdictResult,
} from "../../protocol.ts";
import type { Context } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { placeOf } from "../places.ts";
import { analysesOfAll } from "../roots.ts";

/** Answers `keyvault-network/simulate`: each source at each vault, sources in the order given. */
export async function simulate(
  context: Context,
  { from, to }: SimulateParams,
  token: CancellationToken,
): Promise<SimulateResult> {
  const analyses = await analysesFor(context, to, token);
  const answers = from.map((source) => simulateSource(context, source, analyses, to));
  return {
    verdicts: answers.flatMap(({ verdicts }) => verdicts),
    errors: answers.flatMap(({ errors }) => errors),
  };
}

/** Vaults that are named count even where their root is a module of another: there it is judged by its own defaults. */
async function analysesFor(
  context: Context,
  to: readonly VaultReference[] | undefined,
  token: CancellationToken,
): Promise<readonly Analysis[]> {
  if (!to) return analysesOfAll(context, token);
  const roots = new Set(to.map(({ root }) => normalizeUri(root)));
  const analyses: Analysis[] = [];
  for (const root of roots) {
    const analysis = await context.session.analysis(root, token);
    if (analysis) analyses.push(analysis);
  }
  return analyses;
}

function simulateSource(
  context: Context,
  from: string,
  analyses: readonly Analysis[],
  to: readonly VaultReference[] | undefined,
): SimulateResult {
  const reading = readSource(from, context.serviceTags.tags);
  if ("error" in reading) return { verdicts: [], errors: [{ from, message: reading.error }] };
  const verdicts = analyses.flatMap(({ root, worlds }) =>
    reportVerdicts(worlds, from, reading.source)
      .filter(({ vaultKey }) => isAsked(root, vaultKey, to))
      .flatMap((verdict) => showVerdict(context, root, verdict) ?? []),
  );
  if (verdicts.length > 0 || reading.source.kind !== "subnet") return { verdicts, errors: [] };
  const message = `No subnet '${reading.source.name.slice(0, 60)}' is declared beside these vaults.`;
  return { verdicts, errors: [{ from, message }] };
}

function isAsked(root: string, key: string, to: readonly VaultReference[] | undefined): boolean {
  return to?.some((each) => normalizeUri(each.root) === root && each.key === key) ?? true;
}

function showVerdict(context: Context, root: string, verdict: VerdictReport): VerdictResult | null {
  const { vaultKey, label, steps, ...facts } = verdict;
  const place = placeOf(context, label);
  if (!place) return null;
  return {
    ...facts,
    ...place,
    root: context.session.uriOf(root),
    key: vaultKey,
    steps: steps.map((step) => showStep(context, step)),
  };
}

function showStep(context: Context, { span, ...step }: StepReport): StepResult {
  return { ...step, place: span ? placeOf(context, span) : null };
}
