import { basename } from "node:path";
import {
  type Analysis,
  causesOfNetwork,
  type Document,
  documentKindOf,
  hidesByErrors,
  type Judged,
  judgeRoots,
  lastMentionOfVaults,
  type LeftOut,
  mayBeOutside,
  mentionsVaults,
  oncePerKey,
  outsideEndings,
  planWorkspace,
  reportUnread,
  requirePermissions,
  rootIdOf,
  rootsOfParameters,
  templateUsedBy,
  type RootPlan,
  templateEndings,
  whyUnreadable,
  wordsInJson,
  type WorkspacePlan,
} from "../core/index.ts";
import type { PathAccessFiles } from "./access-files.ts";
import { type Disk, idOfPath, whyNotRead } from "./disk.ts";
import { giveParameters, namedEnvironments, type NamedValues, unusedValues } from "./parameter-files.ts";
import { type ProblemFact, type Problem, problemOf } from "./complaint.ts";
import { walkFolder } from "./walk.ts";

export interface Roots {
  /** The roots that are evaluated, with their environments. */
  readonly plans: readonly RootPlan[];
  /** One for each root and environment. */
  readonly analyses: readonly Analysis[];
  /** The same without what the roots contribute to each other. */
  readonly alone: readonly Analysis[];
  /** Environments that are too many to judge. */
  readonly leftOut: readonly LeftOut[];
  /** Templates that are next to the source they were compiled from. */
  readonly compiled: WorkspacePlan["compiled"];
  /** The sources of compiled templates that were evaluated, without what other roots contribute. */
  readonly sources: readonly Analysis[];
  /** Compiled templates that are next to their sources. */
  readonly skipped: WorkspacePlan["compiled"];
  /** Folders of packages and of downloaded modules, in which no template was searched for. */
  readonly unsearched: readonly string[];
  /** Inputs that cannot be evaluated, were they named or may they hold a vault: exit status 2. */
  readonly failures: readonly Problem[];
  /** What else could not be read. */
  readonly problems: readonly Problem[];
  /** Pipelines and scripts, which may call the vaults of the roots. */
  readonly outside: readonly string[];
}

export interface RootsRequest {
  readonly paths: readonly string[];
  readonly parameters: readonly string[];
  readonly exclude: readonly string[];
  /** The environment that was chosen; null when none was. */
  readonly environment: string | null;
  /** Whether the permission of a consumer's identity is the last gate. */
  readonly permissions: boolean;
  readonly files: Pick<PathAccessFiles, "of">;
}

/** Finds and analyses the roots that the paths name. */
export function findRoots(request: RootsRequest, disk: Disk, other?: Judged): Roots {
  const planned = disk.readInTime(() => planRoots(request, disk));
  return judgePlanned(planned, request, disk, other);
}

/** Analyzes the roots found. */
export function judgePlanned(
  { located, compiled, named, given, outside }: Planned,
  request: RootsRequest,
  disk: Disk,
  other?: Judged,
): Roots {
  const { analyses: judged, alone, leftOut, broken } = judgeRoots(given.plans, disk, other);
  const sources = new Set(compiled.map(({ source }) => source));
  const analyses = request.permissions ? judged.map(requirePermissions) : judged;
  return {
    plans: given.plans,
    outside,
    ...{ analyses, alone },
    leftOut,
    compiled,
    sources: alone.filter(({ root }) => sources.has(root)),
    skipped: compiled.filter(({ file }) => !named.includes(file)),
    unsearched: distinct(located.flatMap((each) => each.unsearched)),
    failures: [
      ...located.flatMap((each) => each.failures),
      ...given.failures,
      ...analyses.flatMap((each) =>
        each.kind === "failed" ? [problemOf(each.root, { kind: "failed", why: each.failed.fact })] : [],
      ),
      ...[...analyses, ...broken].flatMap((each) => hidingErrors(each, disk)),
      ...analyses.flatMap((each) => unreadModules(each, disk).failures),
    ],
    problems: [
      ...located.flatMap((each) => each.problems),
      ...broken.flatMap((each) => each.problems.map(problemOfSyntax)),
      ...analyses.flatMap((each) => unreadModules(each, disk).problems),
    ],
  };
}

/** The roots that the paths name. */
export interface Planned {
  readonly located: readonly Located[];
  readonly named: readonly string[];
  readonly compiled: WorkspacePlan["compiled"];
  readonly given: ReturnType<typeof giveParameters>;
  /** Pipelines and scripts, which may call the vaults of the roots. */
  readonly outside: readonly string[];
}

/** Which roots to evaluate, and in which environments. */
export function planRoots(request: RootsRequest, disk: Disk): Planned {
  const located = request.paths.map((path) => locate(idOfPath(path), request.exclude, disk));
  const found = distinct(located.flatMap((each) => each.found));
  const named = located.flatMap((each) => each.named);
  const values = located.flatMap((each) => each.values);
  const { roots, compiled } = planWorkspace(
    {
      found,
      named: distinct([...named, ...values.map(({ root }) => root)]),
      parameterFiles: [...found, ...values.map(({ file }) => file)],
      accessFileOf: request.files.of,
      choice: request.environment,
    },
    disk,
  );
  const isFound = (root: string): boolean => found.some((id) => isPartOf(root, id, disk));
  const asNamed = roots.map((plan) => {
    const own = values.filter(({ root }) => root === plan.root).map(({ file }) => file);
    const isAlone = own.length > 0 && !named.includes(plan.root) && !isFound(plan.root);
    return isAlone ? { ...plan, ...namedEnvironments(plan, own) } : plan;
  });
  const given = giveParameters(request.parameters.map(idOfPath), asNamed, disk);
  const unused = unusedValues(values, roots, request.environment);
  return {
    ...{ located, named, compiled },
    given: { ...given, failures: [...unused, ...given.failures] },
    outside: distinct(located.flatMap((each) => each.outside)),
  };
}

function isPartOf(root: string, id: string, disk: Disk): boolean {
  const document = disk.get(id);
  return document !== null && documentKindOf(document) === "template" && rootIdOf(document) === root;
}

interface Located {
  /** Roots that were named. */
  readonly named: readonly string[];
  /** Files of values that were named, and their roots. */
  readonly values: readonly NamedValues[];
  /** Files of folders that may be templates or values. */
  readonly found: readonly string[];
  /** Pipelines and scripts. */
  readonly outside: readonly string[];
  readonly unsearched: readonly string[];
  readonly failures: readonly Problem[];
  readonly problems: readonly Problem[];
}

const nothing: Located = {
  ...{ named: [], values: [], found: [], outside: [], unsearched: [] },
  ...{ failures: [], problems: [] },
};

function locate(id: string, exclude: readonly string[], disk: Disk): Located {
  if (disk.isFolder(id)) return locateFolder(id, exclude, disk);
  const document = disk.get(id);
  if (!document) return failed(id, whyNotRead(id, disk));
  const kind = documentKindOf(document);
  if (kind === "template") return { ...nothing, named: [rootIdOf(document)] };
  if (kind === "parameters") {
    const roots = rootsOfParameters(document, disk);
    if (roots.length === 0) return failed(id, noTemplate);
    return { ...nothing, values: roots.map((root) => ({ file: id, root })) };
  }
  if (mayBeOutside(id)) return { ...nothing, outside: [id] };
  return failed(id, whyNoTemplate(document));
}

/** Its first syntax error, where it has one. */
function whyNoTemplate(document: Document): ProblemFact {
  const fault = documentKindOf(document) === "unreadable" ? whyUnreadable(document) : null;
  return fault ? { kind: "syntax", fault } : { kind: "not-a-template" };
}

const noTemplate: ProblemFact = { kind: "parameters-without-template" };

function locateFolder(folder: string, exclude: readonly string[], disk: Disk): Located {
  const {
    files: all,
    links,
    unreadable,
    away: foldersAway,
    unsearched,
  } = walkFolder(
    folder,
    [...templateEndings, ...valueEndings, ...outsideEndings],
    exclude,
    disk.files,
    disk.isOutside,
  );
  const away = [...foldersAway, ...[...links].filter(disk.isOutside)];
  const walked = away.length === 0 ? all : all.filter((id) => !away.includes(id));
  // Settings have names that templates may have, too.
  const files = walked.filter((id) => !mayBeOutside(id) || id.endsWith(".json"));
  const unread = files.flatMap((id) => unreadableFile(id, disk));
  return {
    ...nothing,
    found: files,
    outside: walked.filter(mayBeOutside),
    unsearched,
    failures: [
      ...unreadable.map((id) => problemOf(id, { kind: "folder-not-listed" })),
      ...away.map((id) => problemOf(id, { kind: "leads-away" })),
      ...unread.filter(({ file }) => mayHoldVaults(file, disk)),
    ],
    problems: unread.filter(({ file }) => !mayHoldVaults(file, disk)),
  };
}

/** Values for templates, which are not templates themselves. */
const valueEndings = [".bicepparam", ".tfvars", ".tfvars.json"];

/** JSON can contain anything, so it matters only if it mentions deployments or vaults, or if its content is elsewhere. */
function mayHoldVaults(id: string, { files, failures }: Disk): boolean {
  if (!isJson(id) || failures.get(id)?.fault.kind === "lfs-pointer") return true;
  return files.mentions(id, vaultWords);
}

const vaultWords = wordsInJson(
  ...["deploymentTemplate", "deploymentParameters", "Microsoft.KeyVault", "azurerm_key_vault"],
);

/** In a folder only what may be a template is worth a complaint, and values whose template syntax errors hide. */
function unreadableFile(id: string, disk: Disk): readonly Problem[] {
  const document = disk.get(id);
  if (!document) return [problemOf(id, whyNotRead(id, disk))];
  const isOfNoRoot =
    id.toLowerCase().endsWith(".bicepparam") && rootsOfParameters(document, disk).length === 0;
  const isBroken = mentionsVaults(document.text) && documentKindOf(document) === "unreadable";
  const fault = isOfNoRoot || isBroken ? whyUnreadable(document) : null;
  if (fault) return [problemOf(id, { kind: "syntax", fault })];
  const isUseless = isOfNoRoot && documentKindOf(document) === "parameters";
  return isUseless && templateUsedBy(document, disk) !== null ? [problemOf(id, noTemplate)] : [];
}

/** Faults that say that tools read a file in different ways. */
const hiding: ReadonlySet<string> = new Set(["repeated-member", "only-for-opentofu"]);

/** Syntax errors that may hide a vault, because the text behind them names one, or because what a vault is depends on one. */
function hidingErrors(analysis: Analysis, disk: Disk): readonly Problem[] {
  const { problems } = analysis;
  if (problems.length === 0) return [];
  const lastMention = oncePerKey((id) => lastMentionOfVaults(disk.get(id)?.text ?? ""));
  const isDoubtful = hidesByErrors(analysis);
  return problems
    .filter(
      ({ span, fault }) => isDoubtful || hiding.has(fault.kind) || span.start <= lastMention(span.document),
    )
    .map(problemOfSyntax);
}

function problemOfSyntax({ span, fault }: Analysis["problems"][number]): Problem {
  return { file: span.document, offset: span.start, fact: { kind: "syntax", fault } };
}

/** Files that are not there, unless the call of a module says so, and as failures those that are and cannot be read. */
function unreadModules(analysis: Analysis, disk: Disk): Pick<Roots, "failures" | "problems"> {
  const missing = missingModules(analysis, disk);
  const unread = [...analysis.reads].filter((id) => {
    const failure = disk.failures.get(id);
    if (!failure || id === analysis.root || needNotBeThere(id)) return false;
    if (failure.isMissing && missing.has(id)) return false;
    if (analysis.texts.has(id)) return !failure.isMissing && isTextOfVault(id, analysis);
    return !failure.isMissing || isTemplateLike(id);
  });
  const isFailure = (id: string): boolean =>
    disk.failures.get(id)?.isMissing === false && isTemplateLike(id) && mayHoldVaults(id, disk);
  const problem = (id: string): Problem => problemOf(id, whyNotRead(id, disk));
  return {
    failures: unread.filter(isFailure).map(problem),
    problems: unread.filter((id) => !isFailure(id)).map(problem),
  };
}

/** Whether a vault, or what is around it, depends on a text. Of one that is missing the answer says so itself. */
function isTextOfVault(id: string, { worlds }: Analysis): boolean {
  return worlds.some(({ network }) =>
    causesOfNetwork(network).some(
      (cause) => cause.kind === "file" && id.endsWith(cause.path.replace(/^(?:\.{1,2}\/)+/, "/")),
    ),
  );
}

/** The files of missing modules, which are reported where they are called. */
function missingModules(analysis: Analysis, disk: Disk): ReadonlySet<string> {
  const missing = reportUnread(analysis.worlds).filter(({ why }) => why === "not-found");
  return new Set(missing.map(({ span, source }) => disk.resolve(span.document, source)));
}

function isTemplateLike(id: string): boolean {
  return [...templateEndings, ...valueEndings].some((ending) => id.toLowerCase().endsWith(ending));
}

function isJson(id: string): boolean {
  return /\.jsonc?$/i.test(id);
}

/** Bicep's configuration, and what it may have restored from a registry into its cache. */
function needNotBeThere(id: string): boolean {
  return basename(id) === "bicepconfig.json" || (id.endsWith("/main.json") && /\/(?:br|ts)\//.test(id));
}

function failed(file: string, fact: ProblemFact): Located {
  return { ...nothing, failures: [problemOf(file, fact)] };
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
