import type { CancellationToken } from "vscode-languageserver";
import type { AccessFile, Analysis, StepReport, VerdictReport } from "../../core/index.ts";
import { reportVerdicts, resolveSource } from "../../core/index.ts";
import type {
  SimulateParams,
  SimulateResult,
  StepResult,
  VaultReference,
  VerdictResult,
} from "../../protocol.ts";
import type { Context } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { namedSources } from "../named-sources.ts";
import { placeOf } from "../places.ts";
import { analysesOfAll } from "../roots.ts";

/** A root to ask about: as it is, as it was, and the sources that have a name there. */
interface Asked {
  readonly analysis: Analysis;
  readonly before: Analysis | null;
  readonly sources: AccessFile["sources"];
}

/** Answers `keyvault-network/simulate`: each source at each vault, sources in the order given. */
export async function simulate(
  context: Context,
  { from, to }: SimulateParams,
  token: CancellationToken,
): Promise<SimulateResult> {
  const asked: Asked[] = [];
  for (const analysis of await analysesFor(context, to, token)) {
    const before = await context.baseline.analysis(context.environments, analysis.root, token);
    asked.push({ analysis, before, sources: await namedSources(context, analysis.root) });
  }
  const answers = from.map((source) => simulateSource(context, source, asked, to));
  return {
    verdicts: answers.flatMap(({ verdicts }) => verdicts),
    compared: context.baseline.isSet,
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

/** A name may stand for somebody at some roots only; what it stands for nowhere is an error. */
function simulateSource(
  context: Context,
  from: string,
  asked: readonly Asked[],
  to: readonly VaultReference[] | undefined,
): Omit<SimulateResult, "compared"> {
  const tags = context.serviceTags.tags;
  const read = asked.map((each) => ({ ...each, reading: resolveSource(from, each.sources, { tags }) }));
  const verdicts = read.flatMap(({ analysis: { root, worlds }, before, reading }) => {
    if ("error" in reading) return [];
    const past = before ? reportVerdicts(before.worlds, from, reading.source) : [];
    const reports = reportVerdicts(worlds, from, reading.source);
    const keys = keysAsked(
      root,
      reports.map(({ vaultKey }) => vaultKey),
      to,
    );
    return reports
      .filter(({ vaultKey }) => keys.has(vaultKey))
      .flatMap((verdict) => showVerdict(context, root, verdict, past) ?? []);
  });
  if (verdicts.length > 0) return { verdicts, errors: [] };
  const readings = read.map(({ reading }) => reading);
  const message = sayNothing(readings.length > 0 ? readings : [resolveSource(from, new Map(), { tags })]);
  return { verdicts, errors: message === null ? [] : [{ from, message }] };
}

/** Why a source has no verdict; null where there is merely no vault. */
function sayNothing(readings: readonly ReturnType<typeof resolveSource>[]): string | null {
  const understood = readings.flatMap((reading) => ("source" in reading ? [reading.source] : []));
  const [first] = readings;
  if (understood.length === 0) return first && "error" in first ? first.error : null;
  const named = understood.find(({ kind }) => kind !== "caller");
  if (!named || named.kind === "caller") return null;
  const what = named.kind === "subnet" ? "subnet" : "consumer";
  return `No ${what} '${named.name.slice(0, 60)}' is declared beside these vaults.`;
}

/**
 * The keys among `known` that are meant. Who asked may hold a key from before an edit: keys tell places, which move with the
 * text, so one that is not known any more means the vault of the same call and symbol.
 */
function keysAsked(
  root: string,
  known: readonly string[],
  to: readonly VaultReference[] | undefined,
): ReadonlySet<string> {
  if (!to) return new Set(known);
  const asked = to.filter((each) => normalizeUri(each.root) === root);
  return new Set(
    asked.flatMap(({ key }) =>
      known.includes(key) ? [key] : known.filter((each) => withoutPlace(each) === withoutPlace(key)),
    ),
  );
}

function withoutPlace(key: string): string {
  return key.slice(0, key.lastIndexOf("@"));
}

/** A verdict in the client's terms; null when its vault is not at hand any more. */
export function showVerdict(
  context: Context,
  root: string,
  verdict: VerdictReport,
  past: readonly VerdictReport[] = [],
): VerdictResult | null {
  const { vaultKey, label, steps, ...facts } = verdict;
  const place = placeOf(context, label);
  if (!place) return null;
  const was = past.find((each) => isAboutTheSame(each, verdict))?.verdict ?? verdict.verdict;
  return {
    ...facts,
    ...place,
    root: context.session.uriOf(root),
    key: vaultKey,
    was: was === verdict.verdict ? null : was,
    steps: steps.map((step) => showStep(context, step)),
  };
}

/** Keys tell places, which move with the text; calls and symbols stay. */
function isAboutTheSame(a: VerdictReport, b: VerdictReport): boolean {
  return a.module === b.module && a.vault === b.vault && a.scenario?.service === b.scenario?.service;
}

function showStep(context: Context, { span, ...step }: StepReport): StepResult {
  return { ...step, place: span ? placeOf(context, span) : null };
}
