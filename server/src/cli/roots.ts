import { basename } from "node:path";
import type { Analysis, Environment } from "../core/index.ts";
import {
  analyze,
  documentKindOf,
  generatedByBicep,
  mentionsVaults,
  rootIdOf,
  templateEndings,
  whyUnreadable,
} from "../core/index.ts";
import type { AccessFiles } from "./access-files.ts";
import type { Disk } from "./disk.ts";
import { idOfPath, whyNotRead } from "./disk.ts";
import { mayApply, parameterFailures, templateOfParameters } from "./parameter-files.ts";
import type { Problem } from "./problem.ts";
import { problemOf } from "./problem.ts";
import { compareText, walkFolder } from "./walk.ts";

export interface Roots {
  readonly analyses: readonly Analysis[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** Inputs that cannot be judged, were they named or may they hold a vault: exit status 2. */
  readonly failures: readonly Problem[];
  /** What else could not be read. */
  readonly problems: readonly Problem[];
}

export interface RootsRequest {
  readonly paths: readonly string[];
  readonly parameters: readonly string[];
  readonly exclude: readonly string[];
  /** The environment whose values count; null for defaults. */
  readonly environment: string | null;
  readonly files: Pick<AccessFiles, "environment">;
}

/** Finds and analyses the roots that the paths name. */
export function findRoots(request: RootsRequest, disk: Disk): Roots {
  const found = request.paths.map((path) => locate(idOfPath(path), request.exclude, disk));
  const named = found.flatMap((each) => each.named);
  const walked = distinct(found.flatMap((each) => each.walked)).filter(
    (id) => !named.some((each) => each.template === id),
  );
  const parameters = request.parameters.map(idOfPath);
  const analyzeRoot = (root: string, own: readonly string[] = []): Analysis => {
    const given = parameters.filter((id) => mayApply(id, root, disk));
    const environment = environmentFor(root, request);
    return analyze({
      root,
      files: disk,
      parameters: [...own, ...given],
      ...(environment && { environment }),
    });
  };
  const candidates = walked.map((id) => analyzeRoot(id));
  const analyses = [
    ...named.map(({ template, parameters: own }) => analyzeRoot(template, own)),
    ...uncalled(candidates.filter((each) => each.isTemplate)),
  ];
  // Of what is so broken that it is not a template at all nothing else speaks.
  const broken = candidates.filter((each) => !each.isTemplate);
  const skipped = found.flatMap((each) => each.skipped);
  const failures = [
    ...found.flatMap((each) => each.failures),
    ...parameterFailures(parameters, analyses, disk),
    ...[...analyses, ...broken].flatMap((each) => hidingErrors(each, disk)),
    ...analyses.flatMap((each) => unreadModules(each, disk).failures),
  ];
  const problems = [
    ...found.flatMap((each) => each.problems),
    ...broken.flatMap((each) => each.problems.map(problemOfSyntax)),
    ...analyses.flatMap((each) => unreadModules(each, disk).problems),
  ];
  return { analyses: sortByRoot(analyses), skipped, failures, problems };
}

interface Located {
  readonly named: readonly { readonly template: string; readonly parameters: readonly string[] }[];
  readonly walked: readonly string[];
  readonly skipped: Roots["skipped"];
  readonly failures: readonly Problem[];
  readonly problems: readonly Problem[];
}

const nothing: Located = { named: [], walked: [], skipped: [], failures: [], problems: [] };

function locate(id: string, exclude: readonly string[], disk: Disk): Located {
  if (disk.isFolder(id)) return locateFolder(id, exclude, disk);
  const document = disk.get(id);
  if (!document) return failed(id, whyNotRead(id, disk));
  const kind = documentKindOf(document);
  if (kind === "template") return { ...nothing, named: [{ template: rootIdOf(document), parameters: [] }] };
  if (kind === "parameters") {
    const template = templateOfParameters(document, disk);
    if (template) return { ...nothing, named: [{ template, parameters: [id] }] };
    return failed(id, "the template that these parameters belong to is not beside them");
  }
  return failed(id, kind === "unreadable" ? whyUnreadable(document) : "it is not a template");
}

function locateFolder(folder: string, exclude: readonly string[], disk: Disk): Located {
  const { files, unreadable } = walkFolder(
    folder,
    [...templateEndings, ...valueEndings],
    exclude,
    disk.files,
  );
  const twins = files.filter((id) => twinOf(id, disk) !== null);
  const templates = files.filter((id) => !twins.includes(id) && isTemplate(id, disk));
  const walked = distinct(templates.map((id) => rootOf(id, disk)));
  const unread = files.flatMap((id) => unreadableFile(id, disk));
  return {
    ...nothing,
    walked,
    skipped: twins.map((id) => ({ file: id, reason: `compiled from ${basename(twinOf(id, disk) ?? "")}` })),
    failures: [
      ...unreadable.map((id) => problemOf(id, "the folder cannot be listed")),
      ...unread.filter(({ file }) => mayHoldVaults(file, disk)),
    ],
    problems: unread.filter(({ file }) => !mayHoldVaults(file, disk)),
  };
}

/** Values for templates, which are no templates themselves. */
const valueEndings = [".bicepparam", ".tfvars"];

/** JSON may be about anything, so that it matters only where it speaks of deployments or vaults. */
function mayHoldVaults(id: string, { files }: Disk): boolean {
  if (!isJson(id)) return true;
  return files.mentions(id, /deployment(?:Template|Parameters)|Microsoft\.KeyVault|azurerm_key_vault/i);
}

/** The folder of a Terraform file, or the template itself. */
function rootOf(id: string, disk: Disk): string {
  const document = disk.get(id);
  return document ? rootIdOf(document) : id;
}

function isTemplate(id: string, disk: Disk): boolean {
  const document = disk.get(id);
  return document !== null && documentKindOf(document) === "template";
}

/** In a folder only what may be a template is worth a complaint. */
function unreadableFile(id: string, disk: Disk): readonly Problem[] {
  const document = disk.get(id);
  if (!document) return [problemOf(id, whyNotRead(id, disk))];
  if (documentKindOf(document) !== "unreadable" || !mentionsVaults(document.text)) return [];
  return [problemOf(id, whyUnreadable(document))];
}

/** The Bicep source beside JSON that its compiler made of it. */
function twinOf(id: string, disk: Disk): string | null {
  if (!id.toLowerCase().endsWith(".json")) return null;
  const source = `${id.slice(0, -".json".length)}.bicep`;
  if (!templateEndings.includes(".bicep") || !disk.isFile(source)) return null;
  const document = disk.get(id);
  return document && generatedByBicep(document.text) ? source : null;
}

function environmentFor(root: string, { environment, files }: RootsRequest): Environment | null {
  return environment === null ? null : files.environment(environment, root);
}

/** A template that another one calls is judged through its calls; of templates that call each other in a circle the first stays. */
function uncalled(analyses: readonly Analysis[]): readonly Analysis[] {
  const called = new Set(analyses.flatMap((each) => readBy(each)));
  const roots = analyses.filter((each) => !called.has(each.root));
  const reached = new Set(roots.flatMap((each) => [each.root, ...readBy(each)]));
  for (const each of analyses) {
    if (reached.has(each.root)) continue;
    roots.push(each);
    for (const id of [each.root, ...readBy(each)]) reached.add(id);
  }
  return roots;
}

/** The other templates that an analysis has read: files, and folders of Terraform. */
function readBy({ root, documents, reads }: Analysis): readonly string[] {
  const folders = [...reads].filter((id) => id.endsWith("/"));
  return [...documents, ...folders].filter((id) => id !== root);
}

/** Syntax errors that may hide a vault, because the text behind them names one. */
function hidingErrors({ problems }: Analysis, disk: Disk): readonly Problem[] {
  const hiding = problems.filter(({ span }) => {
    const text = disk.get(span.document)?.text ?? "";
    return mentionsVaults(text.slice(span.start));
  });
  return hiding.map(problemOfSyntax);
}

function problemOfSyntax({ span, message }: Analysis["problems"][number]): Problem {
  return { file: span.document, offset: span.start, message };
}

/** What modules lead to that is not there, and as failures what is there and cannot be read. Of texts the answer says so itself. */
function unreadModules(analysis: Analysis, disk: Disk): Pick<Roots, "failures" | "problems"> {
  const unread = [...analysis.reads].filter((id) => {
    const failure = disk.failures.get(id);
    return (
      failure && id !== analysis.root && !needNotBeThere(id) && !(failure.isMissing && !isTemplateLike(id))
    );
  });
  const isFailure = (id: string): boolean =>
    disk.failures.get(id)?.isMissing === false && isTemplateLike(id) && mayHoldVaults(id, disk);
  const problem = (id: string): Problem => problemOf(id, whyNotRead(id, disk));
  return {
    failures: unread.filter(isFailure).map(problem),
    problems: unread.filter((id) => !isFailure(id)).map(problem),
  };
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

function failed(file: string, message: string): Located {
  return { ...nothing, failures: [problemOf(file, message)] };
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}

function sortByRoot(analyses: readonly Analysis[]): readonly Analysis[] {
  return [...analyses].sort((a, b) => compareText(a.root, b.root));
}
