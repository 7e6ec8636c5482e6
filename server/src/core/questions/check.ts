import type { AccessFile } from "../access-file/access-file.ts";
import { Remembered } from "../logic/memoize.ts";
import { namesTemplate } from "../outside/outside-files.ts";
import { nothingOutside, type OutsideReading } from "../outside/read-outside.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import { atMostInfo } from "../rules/engine/run.ts";
import type { Document, DocumentId } from "../text/document.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { accessFileFindings, chainOf, check as checkRoot, type CheckOptions } from "../workspace/check.ts";
import { compiledTemplateFindings, declareNoVault } from "../workspace/compiled-templates.ts";
import { isNarrowed, mergeRoots, type RootedFinding, type RootFindings } from "../workspace/merge-roots.ts";
import { checkOutside } from "../workspace/outside/check-outside.ts";
import { type RootPlan, rootsUnder } from "../workspace/plan.ts";

/** What the rules are asked about, and what applies there. */
export interface CheckQuestion {
  /** Roots in their environments. */
  readonly analyses: readonly Analysis[];
  readonly plans: readonly RootPlan[];
  /** The options for a root, a pipeline or a script; with null, those for comments in pipelines and scripts. */
  readonly optionsAt: (id: DocumentId | null) => RootOptions;
  /** What the tests of an access file report. */
  readonly testsOf: (file: AccessFile) => readonly ReportedFinding[];
  /** What pipelines and scripts do. */
  readonly reading: OutsideReading;
  /** The roots whose vaults the calls of pipelines and scripts are compared with; calls are not checked if this is left out. */
  readonly linked?: readonly Analysis[];
  /** Compiled templates that are beside their sources. */
  readonly compiled?: readonly CompiledTemplate[];
  /** The access files whose own findings are asked for. */
  readonly accessFiles?: readonly AccessFile[];
  /** Whether an access file may also apply to templates that are not asked about. */
  readonly appliesElsewhere?: (file: AccessFile) => boolean;
  /** Told of each root before its rules run. */
  readonly onRoot?: (root: DocumentId) => void;
}

/** What applies to a root, without what the question itself says. */
export interface RootOptions extends Omit<CheckOptions, "accessTests" | "changedOutside"> {
  /** Whether failing tests are left to the access file. */
  readonly hidesTests?: boolean;
  /** Whether what only tests find is as severe as elsewhere. */
  readonly includesMuted?: boolean;
}

/** A compiled template, and its source in each environment. */
export interface CompiledTemplate {
  readonly document: Document | null;
  readonly inEach: readonly {
    /** The source if it was evaluated already. */
    readonly evaluated: Analysis | null;
    readonly source: () => Analysis;
    readonly compiled: () => Analysis;
  }[];
}

/** A finding at the vault of a root, or in a pipeline, script or access file. */
export type Found = RootedFinding | ReportedFinding;

/** The findings of all rules, one per code and place, with the instances of all roots; suppressed ones are marked. */
export function checkWorkspace(question: CheckQuestion): readonly Found[] {
  const { analyses, plans, optionsAt, testsOf, reading, linked, accessFiles = [] } = question;
  const judged = analyses.map((analysis) =>
    marked({ analysis, findings: findingsIn(analysis, question) }, question),
  );
  const compared = (question.compiled ?? []).flatMap((each) => differencesOf(each, optionsAt));
  const calls = linked && checkOutside(reading, linked, optionsAt);
  const found: readonly Found[] = [
    ...mergeRoots([...judged, ...compared, ...(calls?.atCalls ?? [])], plans),
    ...(calls?.unlinked ?? []),
  ];
  const tests = accessFiles.flatMap(testsOf);
  const inAccessFiles = accessFiles.flatMap((file) =>
    accessFileFindings(file, found, tests, {
      ...optionsAt(file.document),
      isNarrowed: question.appliesElsewhere?.(file) === true || rootsUnder(file, plans).some(isNarrowed),
    }),
  );
  return inAccessFiles.length > 0 ? [...found, ...inAccessFiles] : found;
}

/** Marks what is only found in tests that nothing deploys, where no finding fails a build, or in a module that nothing calls. */
function marked({ analysis, findings }: RootFindings, question: CheckQuestion): RootFindings {
  const { plans, optionsAt, reading } = question;
  const { root } = analysis;
  const plan = plans.find((each) => each.root === root);
  if (plan?.isUncalled === true)
    return { analysis, findings: findings.map((each) => ({ ...each, mark: "notCalled" })) };
  const isRun =
    plan?.isTest !== true ||
    optionsAt(root).includesMuted === true ||
    plan.judged.some((each) => each !== null && each.parameters.length > 0) ||
    [...reading.documents.values()].some(({ document }) => namesTemplate(document, root));
  const mute = (each: ReportedFinding): ReportedFinding =>
    each.failsIn || atMostInfo(each.severity) === each.severity
      ? each
      : { ...each, severity: "info", mark: "muted" };
  return isRun ? { analysis, findings } : { analysis, findings: findings.map(mute) };
}

/** Hosts ask again while nothing has changed. */
const known = new Remembered<
  Analysis,
  { readonly given: readonly unknown[]; readonly findings: RootFindings["findings"] }
>();

function findingsIn(
  analysis: Analysis,
  { optionsAt, testsOf, reading: { changing }, onRoot }: CheckQuestion,
): RootFindings["findings"] {
  const options = optionsAt(analysis.root);
  const { accessFile = null, hidesTests = false } = options;
  const accessTests = hidesTests ? [] : chainOf(accessFile).flatMap(testsOf);
  const { severities, widestIpPrefix, honorOtherTools, serviceTags, today } = options;
  const given = [
    ...[changing, severities, widestIpPrefix, honorOtherTools, serviceTags, today, accessFile],
    ...accessTests,
  ];
  const before = known.get(analysis);
  if (before?.given.length === given.length && given.every((each, at) => each === before.given[at]))
    return before.findings;
  onRoot?.(analysis.root);
  const changes = { ...nothingOutside, jobs: changing };
  const changedOutside = checkOutside(changes, [analysis], optionsAt).atVaults.get(analysis) ?? [];
  const findings = checkRoot(analysis, { ...options, accessTests, changedOutside });
  known.set(analysis, { given, findings });
  return findings;
}

/** What a compiled template does otherwise than its source. What declares no vault, as its words tell, is not evaluated for that. */
function differencesOf(
  { document, inEach }: CompiledTemplate,
  optionsAt: CheckQuestion["optionsAt"],
): readonly RootFindings[] {
  const isWithoutVault = (source: Analysis): boolean => document !== null && declareNoVault(document, source);
  const compared = inEach.flatMap(({ evaluated, source, compiled }) => {
    if (evaluated && isWithoutVault(evaluated)) return [];
    const written = evaluated ?? source();
    if (isWithoutVault(written)) return [];
    const analysis = compiled();
    return [{ analysis, findings: compiledTemplateFindings(analysis, written, optionsAt(analysis.root)) }];
  });
  // What was evaluated for the comparison need not be kept where nothing differs.
  return compared.some(({ findings }) => findings.length > 0) ? compared : [];
}
