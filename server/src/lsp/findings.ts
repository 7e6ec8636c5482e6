import { CancellationToken } from "vscode-languageserver";
import {
  type AccessFile,
  accessFileFindings,
  accessTestFindings,
  type Analysis,
  byTools,
  chainOf,
  check,
  type CheckOptions,
  checkOutside,
  compiledTemplateFindings,
  type Document,
  escapeMarkdown,
  type Failure,
  isNarrowed,
  isolated,
  mergeRoots,
  nothingOutside,
  oncePerKey,
  optionsWith,
  type OutsideReading,
  Remembered,
  type ReportedFinding,
  type RootedFinding,
  type RootFindings,
  rootsUnder,
  rules,
  type ServiceTags,
  type Span,
  type TestResult,
  touches,
  type Words,
} from "../core/index.ts";
import { askRoots } from "./ask-roots.ts";
import type { Context } from "./context.ts";
import { rulePage } from "./documentation.ts";
import { analysesOfRoots, subjectOf } from "./roots.ts";
import { areSame } from "./same-items.ts";
import type { Settings } from "./settings.ts";

/** What findings depend on in addition to the analysis. */
interface Circumstances {
  readonly settings: Settings;
  readonly tags: ServiceTags;
  readonly accessFile: AccessFile | null;
  /** Of each access file that applies. */
  readonly accessTests: readonly (readonly ReportedFinding[])[];
  /** The jobs of pipelines and scripts that change vaults. */
  readonly changing: OutsideReading["changing"];
  readonly today: string;
}

interface Cached extends Circumstances {
  readonly findings: readonly ReportedFinding[];
  readonly failed: Failure | null;
}

/** Hovers, actions and diagnostics request the same findings; settings are one object as long as they do not change. */
const cache = new Remembered<Analysis, Cached>();

/** The findings of roots and environments that are not suppressed, merged, in any file. */
export async function findingsOf(
  context: Context,
  analyses: readonly Analysis[],
  compiled: readonly RootFindings[] = [],
): Promise<readonly RootedFinding[]> {
  return (await allFindingsOf(context, analyses, compiled)).filter(({ suppressed }) => !suppressed);
}

/**
 * The findings of roots and environments, merged with those of compiled templates, including suppressed ones. The
 * settings of each root apply to it.
 */
export async function allFindingsOf(
  context: Context,
  analyses: readonly Analysis[],
  compiled: readonly RootFindings[] = [],
): Promise<readonly RootedFinding[]> {
  const found = [...compiled];
  // The same in all environments of a root.
  const now = oncePerKey((root) => circumstancesOf(context, root));
  for (const analysis of analyses)
    found.push({ analysis, findings: findingsIn(context, analysis, await now(analysis.root)) });
  const { roots } = await context.plans.now();
  return askRoots(context, found, (some) => mergeRoots(some, roots));
}

/** How compiled templates differ from their sources; only for the file `only` if it is given. */
export async function compiledFindings(
  context: Context,
  token: CancellationToken,
  only?: string,
): Promise<readonly RootFindings[]> {
  const found: RootFindings[] = [];
  const { compiled, roots } = await context.plans.now();
  for (const { file, source } of compiled) {
    if (only !== undefined && file !== only) continue;
    for (const environment of roots.find(({ root }) => root === source)?.judged ?? [null]) {
      const analysis = await context.session.analysis(file, environment, token);
      const own = await context.session.analysis(source, environment, token);
      if (!analysis || !own) continue;
      const options = checkOptions(await circumstancesOf(context, analysis.root));
      const twins = askRoots(context, [analysis], (some) =>
        some.map((each) => ({ analysis: each, findings: compiledTemplateFindings(each, own, options) })),
      );
      found.push(...twins);
    }
  }
  return found;
}

function findingsIn(context: Context, analysis: Analysis, now: Circumstances): readonly ReportedFinding[] {
  const before = cache.get(analysis);
  if (before && isSame(before, now)) return before.findings;
  context.session.worksOn(analysis.root);
  const judged = isolated(() =>
    check(analysis, { ...checkOptions(now), changedOutside: changedOutside(analysis, now) }),
  );
  if ("failed" in judged) context.log(`${analysis.root}: ${judged.failed.stack}`);
  const findings = "value" in judged ? judged.value : noFindings;
  const failed = "failed" in judged ? judged.failed : null;
  cache.set(analysis, { ...now, findings, failed });
  return findings;
}

/** What pipelines and scripts, those in templates as well, change about the vaults of a root, whatever other roots declare. */
function changedOutside(analysis: Analysis, now: Circumstances): readonly ReportedFinding[] {
  const reading = { ...nothingOutside, jobs: now.changing };
  return checkOutside(reading, [analysis], () => checkOptions(now)).atVaults.get(analysis) ?? noFindings;
}

/** The findings in pipelines and scripts that are not suppressed, about the vaults of all roots that are known. */
export async function findingsOutside(
  context: Context,
  token: CancellationToken,
): Promise<readonly (RootedFinding | ReportedFinding)[]> {
  const { linked, unlinked } = await checkedOutside(context, token);
  return [...mergeRoots(linked), ...unlinked].filter(({ suppressed }) => !suppressed);
}

/** The findings in pipelines and scripts, including suppressed ones: those about vaults of roots, and others. */
export async function checkedOutside(
  context: Context,
  token: CancellationToken,
): Promise<{ readonly linked: readonly RootFindings[]; readonly unlinked: readonly ReportedFinding[] }> {
  const reading = await context.outside.now(context);
  if (reading.documents.size === 0) return { linked: [], unlinked: [] };
  const { roots } = await context.plans.ofWorkspace();
  const analyses = await analysesOfRoots(context, roots, token, "judged");
  const options = new Map<string, CheckOptions>();
  for (const root of [...analyses.map((analysis) => analysis.root), ...reading.documents.keys()])
    if (!options.has(root)) options.set(root, checkOptions(await circumstancesOf(context, root)));
  const found = checkOutside(
    reading,
    analyses,
    (id) => (id === null ? undefined : options.get(id)) ?? { today: today() },
  );
  return { linked: found.atCalls, unlinked: found.unlinked };
}

/** Why a root has no findings, once they were requested; null if it was evaluated. */
export function failureOf(analysis: Analysis): Failure | null {
  return analysis.kind === "failed" ? analysis.failed : (cache.get(analysis)?.failed ?? null);
}

async function circumstancesOf(context: Context, root: string): Promise<Circumstances> {
  const settings = await context.settings.of(context.session.uriOf(root));
  const accessFile = await context.accessFiles.of(root);
  const tested = settings.showTestsInTemplate ? chainOf(accessFile) : [];
  const accessTests = await Promise.all(tested.map((file) => testFindings(context, file, settings)));
  const { changing } = await context.outside.now(context);
  const { tags } = context.serviceTags;
  return { settings, tags, accessFile, accessTests, changing, today: today() };
}

const noFindings: readonly ReportedFinding[] = [];

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

/** What the tests of an access file report, in the file and in templates; the same object for the same results. */
async function testFindings(
  context: Context,
  file: AccessFile,
  settings: Settings,
): Promise<readonly ReportedFinding[]> {
  const { results, waits } = await testResultsOf(context, file, settings);
  const before = reported.get(results) ?? accessTestFindings(results, optionsFor(file, settings));
  reported.set(results, before);
  // Findings from before the latest edit no longer have a valid position.
  return waits ? before.filter(({ span }) => !unsaved(context).includes(span.document)) : before;
}

/** What is reported in an access file itself, if it was found in the templates that the file applies to. */
export async function findingsInAccessFile(
  context: Context,
  file: AccessFile,
  found: readonly ReportedFinding[],
): Promise<readonly ReportedFinding[]> {
  const settings = await context.settings.of(context.session.uriOf(file.document));
  const tests = await testFindings(context, file, settings);
  const { roots } = await context.plans.now();
  return accessFileFindings(file, found, tests, {
    severities: settings.rules,
    today: today(),
    isNarrowed: rootsUnder(file, roots).some(isNarrowed),
  });
}

function unsaved({ session }: Context): readonly string[] {
  return session.openIds().filter((id) => session.opened(id)?.changed === true);
}

/** The options for checks to which an access file applies. */
function optionsFor(file: AccessFile, settings: Settings): CheckOptions {
  return optionsWith(file, { severities: settings.rules, today: today() });
}

function isSame(a: Circumstances, b: Circumstances): boolean {
  return (
    a.settings === b.settings &&
    a.tags === b.tags &&
    a.accessFile === b.accessFile &&
    areSame(a.accessTests, b.accessTests) &&
    a.changing === b.changing &&
    a.today === b.today
  );
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

function checkOptions({ settings, tags, accessFile, accessTests, today }: Circumstances): CheckOptions {
  return {
    serviceTags: tags,
    severities: settings.rules,
    widestIpPrefix: settings.widestIpPrefix,
    honorOtherTools: settings.honorOtherTools,
    today,
    ...(accessFile ? { accessFile, accessTests: accessTests.flat() } : {}),
  };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
