import { CancellationToken } from "vscode-languageserver";
import {
  type AccessFile,
  type Analysis,
  byTools,
  chainOf,
  checkWorkspace,
  type CompiledTemplate,
  type Document,
  escapeMarkdown,
  type Failure,
  type Found,
  Remembered,
  type ReportedFinding,
  type RootedFinding,
  type RootOptions,
  rules,
  type Span,
  testFindings,
  type TestResult,
  touches,
  type Words,
} from "../core/index.ts";
import type { Context } from "./context.ts";
import { rulePage } from "./documentation.ts";
import { analysesOfRoots, subjectOf, askRoots } from "./roots.ts";
import type { Settings } from "./settings.ts";

/** What is checked, beside what is known of the whole workspace. */
interface Checked {
  readonly analyses: readonly Analysis[];
  readonly compiled?: readonly ComparedTemplate[];
  /** The roots with whose vaults the calls in pipelines and scripts are compared. */
  readonly linked?: readonly Analysis[] | undefined;
  readonly accessFiles?: readonly AccessFile[];
}

/** A compiled template, in one environment of its source. */
interface ComparedTemplate {
  readonly analysis: Analysis;
  readonly template: CompiledTemplate;
}

/** Roots whose rules ended with a bug. */
const failures = new Remembered<Analysis, Failure>();

/** The findings of roots and environments that are not suppressed, merged, in any file. */
export async function findingsOf(
  context: Context,
  analyses: readonly Analysis[],
  compiled: readonly ComparedTemplate[] = [],
): Promise<readonly RootedFinding[]> {
  const found = await allFindingsOf(context, { analyses, compiled });
  return found.filter(isRooted).filter(({ suppressed }) => !suppressed);
}

/** All findings, including suppressed ones. The settings of each root apply to it. */
export async function allFindingsOf(
  context: Context,
  { analyses, compiled = [], linked, accessFiles = [] }: Checked,
): Promise<readonly Found[]> {
  const reading = await context.outside.now(context);
  const calling = linked ? [...linked.map(({ root }) => root), ...reading.documents.keys()] : [];
  const own = [...analyses, ...compiled.map(({ analysis }) => analysis)].map(({ root }) => root);
  const ids = new Set([...own, ...calling, ...accessFiles.map(({ document }) => document)]);
  const options = new Map<string, RootOptions>();
  for (const id of ids) options.set(id, await optionsOf(context, id));
  const tests = new Map<string, readonly ReportedFinding[]>();
  const shown = own.flatMap((root) => {
    const { accessFile = null, hidesTests = false } = options.get(root) ?? {};
    return hidesTests ? [] : chainOf(accessFile);
  });
  for (const file of [...shown, ...accessFiles])
    if (!tests.has(file.document)) tests.set(file.document, await findingsOfTests(context, file));
  const { roots } = await context.plans.now();
  const question = {
    ...{ plans: roots, reading, accessFiles, ...(linked ? { linked } : {}) },
    optionsAt: (id: string | null) => (id === null ? null : options.get(id)) ?? { today: today() },
    testsOf: ({ document }: AccessFile) => tests.get(document) ?? [],
    onRoot: (root: string) => {
      context.session.worksOn(root);
    },
  };
  const things = [...analyses.map((analysis) => ({ analysis, template: null })), ...compiled];
  const ask = (some: readonly (typeof things)[number][]): readonly Found[] =>
    checkWorkspace({
      ...question,
      analyses: some.flatMap(({ analysis, template }) => (template ? [] : [analysis])),
      compiled: some.flatMap(({ template }) => template ?? []),
    });
  return askRoots(context, things, ask, ({ analysis }, failure) => {
    failures.set(analysis, failure);
  });
}

/** Compiled templates with their sources; only that of the file `only` if it is given. */
export async function compiledTemplates(
  context: Context,
  token: CancellationToken,
  only?: string,
): Promise<readonly ComparedTemplate[]> {
  const found: ComparedTemplate[] = [];
  const { compiled, roots } = await context.plans.now();
  for (const { file, source } of compiled) {
    if (only !== undefined && file !== only) continue;
    for (const environment of roots.find(({ root }) => root === source)?.judged ?? [null]) {
      const analysis = await context.session.analysis(file, environment, token);
      const evaluated = await context.session.analysis(source, environment, token);
      if (!analysis || !evaluated) continue;
      const inEach = [{ evaluated, source: () => evaluated, compiled: () => analysis }];
      found.push({ analysis, template: { document: context.session.document(file) ?? null, inEach } });
    }
  }
  return found;
}

/** The roots with whose vaults the calls of pipelines and scripts are compared, which are all that are known; undefined without calls. */
export async function rootsLinked(
  context: Context,
  token: CancellationToken,
): Promise<readonly Analysis[] | undefined> {
  const { documents } = await context.outside.now(context);
  if (documents.size === 0) return undefined;
  return analysesOfRoots(context, (await context.plans.ofWorkspace()).roots, token, "judged");
}

/** The findings in pipelines and scripts that are not suppressed, about the vaults of all roots that are known. */
export async function findingsOutside(context: Context, token: CancellationToken): Promise<readonly Found[]> {
  const linked = await rootsLinked(context, token);
  const found = linked ? await allFindingsOf(context, { analyses: [], linked }) : [];
  return found.filter(({ suppressed }) => !suppressed);
}

/** Why a root has no findings, once they were requested; null if it was evaluated. */
export function failureOf(analysis: Analysis): Failure | null {
  return analysis.kind === "failed" ? analysis.failed : (failures.get(analysis) ?? null);
}

async function optionsOf(context: Context, id: string): Promise<RootOptions> {
  const settings = await context.settings.of(context.session.uriOf(id));
  const accessFile = await context.accessFiles.of(id);
  return {
    serviceTags: context.serviceTags.tags,
    severities: settings.rules,
    widestIpPrefix: settings.widestIpPrefix,
    honorOtherTools: settings.honorOtherTools,
    includesMuted: settings.validate.includeMuted,
    hidesTests: !settings.showTestsInTemplate,
    today: today(),
    ...(accessFile ? { accessFile } : {}),
  };
}

const reported = new Remembered<object, readonly ReportedFinding[]>();

/** The results of tests, and whether they are those of the last time everything was saved. */
interface ShownResults {
  readonly results: readonly TestResult[];
  readonly waits: boolean;
}

const noResults: readonly TestResult[] = [];

/**
 * The results of the tests of an access file that the editor shows outside the Test Explorer. If tests run on save, these are the
 * results of the last time everything was saved.
 */
export async function testResultsOf(
  context: Context,
  file: AccessFile,
  settings: Settings,
): Promise<ShownResults> {
  if (settings.runTests === "manual") return { results: noResults, waits: false };
  const waits = settings.runTests === "onSave" && unsaved(context).length > 0;
  const results = waits
    ? context.accessTests.lastResultsOf(file)
    : await context.accessTests.resultsOf(context, file, CancellationToken.None);
  return { results, waits };
}

/** What the tests of an access file report, in the file and in templates; the same objects for the same results. */
async function findingsOfTests(context: Context, file: AccessFile): Promise<readonly ReportedFinding[]> {
  const settings = await context.settings.of(context.session.uriOf(file.document));
  const { results, waits } = await testResultsOf(context, file, settings);
  const options = { severities: settings.rules, today: today() };
  const before = reported.get(results) ?? testFindings(file, results, options);
  reported.set(results, before);
  // Findings from before the latest edit no longer have a valid position.
  return waits ? before.filter(({ span }) => !unsaved(context).includes(span.document)) : before;
}

function unsaved({ session }: Context): readonly string[] {
  return session.openIds().filter((id) => session.opened(id)?.changed === true);
}

/** The findings of all roots that touch an offset of a document. */
export async function findingsAt(
  context: Context,
  { id }: Document,
  offset: number,
  token: CancellationToken,
): Promise<readonly RootedFinding[]> {
  const judged = await subjectOf(context, id, token, "judged");
  const findings = judged ? await findingsOf(context, judged.analyses) : [];
  return findings.filter((finding) => placesIn(id, finding).some((at) => touches(at, offset)));
}

/**
 * Where a document shows a finding: at its own position, or where the document passes on the deciding value or calls
 * the module.
 */
export function placesIn(id: string, { span, instances }: RootedFinding): readonly Span[] {
  if (span.document === id) return [span];
  const calls = instances.flatMap(({ call }) => (call?.span.document === id ? [call.span] : []));
  return [...new Map(calls.map((call) => [call.start, call])).values()];
}

/**
 * What to know about a finding in addition to its message: which other scanners report it, and where to read more. One
 * line of Markdown.
 */
export function describeFinding({ code, name }: ReportedFinding, words: Words): string {
  const others = rules.find((rule) => rule.code === code)?.alsoKnownAs ?? [];
  const known =
    others.length > 0 ? ` ${words.rulePage.alsoKnownAs(byTools(others).map(escapeMarkdown))}` : "";
  return `[${code} ${escapeMarkdown(name)}](${rulePage(code, words.language)})${known}`;
}

/** A text that is the same for the same finding in another analysis of the same text. */
export function findingKey({
  code,
  span,
  about,
  fact,
  cases,
}: Pick<ReportedFinding, "code" | "span" | "about" | "fact" | "cases">): string {
  const place = `${code} ${span.document}#${span.start}-${span.end}`;
  const what = JSON.stringify([fact, cases]);
  return about ? `${place} ${about.document}#${about.start} ${what}` : `${place} ${what}`;
}

/** Whether a finding is of a root, rather than in a pipeline, script or access file alone. */
export function isRooted(finding: Found): finding is RootedFinding {
  return "analysis" in finding;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
