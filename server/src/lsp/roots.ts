import type { CancellationToken } from "vscode-languageserver";
import {
  type Analysis,
  type Document,
  type DocumentId,
  type Environment,
  environmentsToJudge,
  folderOf,
  isAccessFile,
  isParameterFile,
  mayJudgeMore,
  ownVaults,
  type RootPlan,
  type WorkspacePlan,
  askAboutMost,
  type Failure,
} from "../core/index.ts";
import type { VaultReference } from "../protocol/names.ts";
import type { Workspace } from "./workspace.ts";
import { normalizeUri } from "./files.ts";
import { pause } from "./pause.ts";
import { rootOf } from "./root-of.ts";

/** A document and what is known of it: an answer for each root that it is part of, and each environment. */
export interface Subject {
  readonly document: Document;
  /** At least one. */
  readonly analyses: readonly [Analysis, ...Analysis[]];
  /** How many environments exceed the limits. */
  readonly leftOut: number;
}

/** Which environments are requested: only those that are shown, or all that are evaluated. */
export type Extent = "shown" | "judged";

/**
 * What is known of a document: for a root, of the root itself; for a module, of its callers; for a parameter file, of
 * its root with its values; for an access file, of all roots below it. Null if it is not part of any template. Callers that are not open
 * count only for a document that has no vault of its own, whose vaults these give it.
 */
export async function subjectOf(
  workspace: Workspace,
  uri: string,
  token: CancellationToken,
  extent: Extent = "shown",
): Promise<Subject | null> {
  const document = await workspace.session.load(normalizeUri(uri));
  if (!document) return null;
  const { plans } = workspace;
  // A file of values can be open without its template.
  const plan = await (isParameterFile(document) ? plans.ofWorkspace() : plans.now());
  const known = await analysesFor(workspace, plan, document, extent, token);
  const { analyses, leftOut } =
    known.analyses.some(hasVaults) || isAccessFile(document.id)
      ? known
      : await analysesFor(workspace, await plans.ofWorkspace(), document, extent, token);
  const [first, ...others] = analyses;
  return first ? { document, analyses: [first, ...others], leftOut } : null;
}

async function analysesFor(
  workspace: Workspace,
  plan: WorkspacePlan,
  document: Document,
  extent: Extent,
  token: CancellationToken,
): Promise<{ readonly analyses: readonly Analysis[]; readonly leftOut: number }> {
  const analyses: Analysis[] = [];
  let leftOut = 0;
  for (const [each, environments] of await plansFor(workspace, plan, document, extent)) {
    const judged = await analysesIn(workspace, each.root, environments, token);
    analyses.push(...judged);
    if (extent === "judged") leftOut += environmentsLeftOut(each, judged);
  }
  return { analyses: await seenWhole(workspace, analyses), leftOut };
}

/** How many environments of a root exceed the limits, beside those that are evaluated. */
export function environmentsLeftOut({ judged, leftOut }: RootPlan, analyses: readonly Analysis[]): number {
  // A root that is not a template is not evaluated in any environment.
  return analyses.length === 0 ? 0 : leftOut.length + judged.length - analyses.length;
}

type Planned = readonly [plan: RootPlan, environments: readonly (Environment | null)[]];

async function plansFor(
  workspace: Workspace,
  plan: WorkspacePlan,
  document: Document,
  extent: Extent,
): Promise<readonly Planned[]> {
  const own = rootOf(document);
  const governed = extent === "judged" && isAccessFile(document.id) ? folderOf(document.id) : null;
  const planned: Planned[] = [];
  const holds = (values: string): boolean =>
    values === document.id || plan.valuesBehind.get(values)?.has(document.id) === true;
  for (const each of plan.roots) {
    const withIt = each.available.filter(({ parameters }) => parameters.some(holds));
    const isPart = plan.rootsOf.get(own)?.includes(each.root) === true || each.root === own;
    const isBelow = governed !== null && each.root.startsWith(governed);
    // Values that a root always reads do not define an environment.
    if (withIt.length > 0) planned.push([each, extent === "judged" ? each.judged : withIt]);
    else if (isPart || isBelow) planned.push([each, await environmentsOf(workspace, each, extent)]);
  }
  return planned;
}

/**
 * What is known of every root, in every environment that is requested; of one that has no vault itself, what is known of the roots that
 * call it, as for its document.
 */
export async function analysesOfAll(
  workspace: Workspace,
  token: CancellationToken,
  extent: Extent = "shown",
): Promise<readonly Analysis[]> {
  const { plans } = workspace;
  const analyses = await analysesOfRoots(workspace, (await plans.now()).roots, token, extent);
  const known = new Set(analyses.map(({ root }) => root));
  const withVaults = new Set(analyses.filter(hasVaults).map(({ root }) => root));
  if (withVaults.size === known.size) return analyses;
  const { roots, rootsOf } = await plans.ofWorkspace();
  const callersOf = (root: DocumentId): readonly DocumentId[] =>
    withVaults.has(root) ? [] : (rootsOf.get(root) ?? []).filter((each) => each !== root);
  const callers = new Set([...known].flatMap(callersOf).filter((root) => !known.has(root)));
  const others = roots.filter(({ root }) => callers.has(root));
  return [
    ...analyses.filter(({ root }) => callersOf(root).length === 0),
    ...(await analysesOfRoots(workspace, others, token, extent)),
  ];
}

function hasVaults({ worlds }: Analysis): boolean {
  return ownVaults(worlds).length > 0;
}

/** The same for some roots. Between two roots, other requests are handled. */
export async function analysesOfRoots(
  workspace: Workspace,
  roots: readonly RootPlan[],
  token: CancellationToken,
  extent: Extent = "shown",
): Promise<readonly Analysis[]> {
  const analyses: Analysis[] = [];
  for (const plan of roots) {
    const environments = await environmentsOf(workspace, plan, extent);
    analyses.push(...(await analysesIn(workspace, plan.root, environments, token)));
  }
  return seenWhole(workspace, analyses);
}

/** Analyses with what other roots contribute to them, and with what they leave open as settings assume it. */
function seenWhole(
  { session, states }: Workspace,
  analyses: readonly Analysis[],
): Promise<readonly Analysis[]> {
  return states.assumedIn(session.linked(analyses));
}

/** What is known of one root; nothing if it is not a root. */
export async function analysesOf(
  workspace: Workspace,
  root: string,
  token: CancellationToken,
  extent: Extent = "shown",
): Promise<readonly Analysis[]> {
  const plan = (await workspace.plans.now()).roots.find((each) => each.root === root);
  const environments = plan ? await environmentsOf(workspace, plan, extent) : [null];
  return seenWhole(workspace, await analysesIn(workspace, root, environments, token));
}

/**
 * What is known of the root of a vault, in the given environments or in that of the reference; if neither is given, in
 * all that are shown.
 */
export async function analysesMeant(
  workspace: Workspace,
  { root, environment }: VaultReference,
  token: CancellationToken,
  environments: readonly (string | null)[] | undefined = environment === undefined
    ? undefined
    : [environment],
): Promise<readonly Analysis[]> {
  const id = normalizeUri(root);
  if (environments === undefined) return analysesOf(workspace, id, token);
  const judged = await analysesOf(workspace, id, token, "judged");
  const meant = judged.filter((each) => environments.includes(each.environment));
  return meant.length > 0 ? meant : judged;
}

async function environmentsOf(
  workspace: Workspace,
  { root, available, judged }: RootPlan,
  extent: Extent,
): Promise<readonly (Environment | null)[]> {
  if (extent === "judged") return judged;
  return environmentsToJudge(available, await workspace.environments.chosen(root)).judged;
}

async function analysesIn(
  { session }: Workspace,
  root: string,
  environments: readonly (Environment | null)[],
  token: CancellationToken,
): Promise<readonly Analysis[]> {
  const analyses: Analysis[] = [];
  for (const environment of environments) {
    if (!mayJudgeMore(analyses)) break;
    if (!session.isFresh(root, environment)) await pause();
    const analysis = await session.analysis(root, environment, token);
    if (analysis) analyses.push(analysis);
  }
  return analyses;
}

/** A root in an environment, or what is known of one. */
type OfRoot = Pick<Analysis, "root"> | { readonly analysis: Pick<Analysis, "root"> };

/**
 * The answer to a question about roots. A root that triggers a bug is left out of the answer, and the log says where it
 * happened.
 */
export function askRoots<T extends OfRoot, R>(
  { log }: Pick<Workspace, "log">,
  things: readonly T[],
  ask: (things: readonly T[]) => R,
  onFailure: (about: T, failed: Failure) => void = () => undefined,
): R {
  const { answer, failures } = askAboutMost(things, ask);
  for (const { about, failed } of failures) {
    log(`${"root" in about ? about.root : about.analysis.root}: ${failed.stack}`);
    onFailure(about, failed);
  }
  return answer;
}
