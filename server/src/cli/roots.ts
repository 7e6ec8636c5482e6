import type { Stats } from "node:fs";
import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Analysis } from "../core/index.ts";
import {
  analyze,
  documentKindOf,
  folderOf,
  generatedByBicep,
  mentionsVaults,
  rootIdOf,
  templateEndings,
  whyUnreadable,
} from "../core/index.ts";
import type { Disk } from "./disk.ts";
import { idOfPath } from "./disk.ts";
import { compareText, walkFolder } from "./walk.ts";

export interface Problem {
  readonly file: string;
  /** 0 where it is about the file as a whole. */
  readonly offset: number;
  readonly message: string;
}

export interface Roots {
  readonly analyses: readonly Analysis[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** Inputs that were named and cannot be judged: exit status 2. */
  readonly failures: readonly Problem[];
  /** Everything else that could not be read. */
  readonly problems: readonly Problem[];
}

export interface RootsRequest {
  readonly paths: readonly string[];
  readonly parameters: readonly string[];
  readonly exclude: readonly string[];
}

/** Finds and analyses the roots that the paths name. */
export function findRoots(request: RootsRequest, disk: Disk): Roots {
  const found = request.paths.map((path) => locate(idOfPath(path), request.exclude, disk));
  const named = found.flatMap((each) => each.named);
  const walked = distinct(found.flatMap((each) => each.walked)).filter(
    (id) => !named.some((each) => each.template === id),
  );
  const parameters = request.parameters.map(idOfPath);
  const analyses = [
    ...named.map(({ template, parameters: own }) => analyzeRoot(template, [...own, ...parameters], disk)),
    ...uncalled(walked.map((id) => analyzeRoot(id, parameters, disk)).filter((each) => each.isTemplate)),
  ];
  const skipped = found.flatMap((each) => each.skipped);
  const failures = [
    ...found.flatMap((each) => each.failures),
    ...parameterFailures(parameters, analyses, disk),
  ];
  const problems = [
    ...found.flatMap((each) => each.problems),
    ...analyses.flatMap((each) => missingModules(each, disk)),
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
  if (isFolder(id)) return locateFolder(id, exclude, disk);
  const document = disk.get(id);
  if (!document) return failed(id, disk.failures.get(id) ?? "it cannot be read");
  const kind = documentKindOf(document);
  if (kind === "template") return { ...nothing, named: [{ template: rootIdOf(document), parameters: [] }] };
  if (kind === "parameters") {
    const template = templateOfParameters(id, disk);
    if (template) return { ...nothing, named: [{ template, parameters: [id] }] };
    return failed(id, "the template that these parameters belong to is not beside them");
  }
  return failed(id, kind === "unreadable" ? whyUnreadable(document) : "it is no template");
}

function locateFolder(folder: string, exclude: readonly string[], disk: Disk): Located {
  const { files, unreadable } = walkFolder(folder, templateEndings, exclude);
  const twins = files.filter((id) => twinOf(id, disk) !== null);
  const templates = files.filter((id) => !twins.includes(id) && isTemplate(id, disk));
  const walked = distinct(templates.map((id) => rootOf(id, disk)));
  return {
    ...nothing,
    walked,
    skipped: twins.map((id) => ({ file: id, reason: `compiled from ${basename(twinOf(id, disk) ?? "")}` })),
    problems: [
      ...unreadable.map((id) => ({ file: id, offset: 0, message: "the folder cannot be listed" })),
      ...files.flatMap((id) => unreadableFile(id, disk)),
    ],
  };
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
  const failure = disk.failures.get(id);
  if (failure !== undefined) return [{ file: id, offset: 0, message: failure }];
  if (!document || documentKindOf(document) !== "unreadable" || !mentionsVaults(document.text)) return [];
  return [{ file: id, offset: 0, message: whyUnreadable(document) }];
}

/** The Bicep source beside JSON that its compiler made of it. */
function twinOf(id: string, disk: Disk): string | null {
  if (!id.toLowerCase().endsWith(".json")) return null;
  const source = `${id.slice(0, -".json".length)}.bicep`;
  if (!templateEndings.includes(".bicep") || !isFile(source)) return null;
  const document = disk.get(id);
  return document && generatedByBicep(document.text) ? source : null;
}

/** `main.parameters.json` and `main.parameters.prod.json` belong to `main.json` beside them. */
function templateOfParameters(id: string, disk: Disk): string | null {
  if (/\.tfvars(?:\.json)?$/i.test(id)) {
    const folder = folderOf(id);
    return disk.list(folder)?.some((file) => /\.tf(?:\.json)?$/i.test(file)) ? folder : null;
  }
  const stem = basename(id).replace(/[._-]?param(?:eter)?s?\b.*$/i, "");
  const candidates = [`${dirname(id)}/${stem}.json`, `${dirname(id)}/${stem}.bicep`];
  return candidates.find((each) => isFile(each) && disk.get(each) !== null) ?? null;
}

function analyzeRoot(root: string, parameters: readonly string[], disk: Disk): Analysis {
  return analyze({ root, files: disk, parameters });
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

function parameterFailures(
  parameters: readonly string[],
  analyses: readonly Analysis[],
  disk: Disk,
): readonly Problem[] {
  if (parameters.length === 0) return [];
  const unread = parameters.flatMap((id): readonly Problem[] => {
    const document = disk.get(id);
    if (!document) return [{ file: id, offset: 0, message: disk.failures.get(id) ?? "it cannot be read" }];
    return documentKindOf(document) === "parameters"
      ? []
      : [{ file: id, offset: 0, message: "it is no parameter file" }];
  });
  const [first] = parameters;
  if (unread.length > 0 || analyses.length === 1 || first === undefined) return unread;
  const message = `--parameters applies to one root, and there are ${analyses.length}`;
  return [{ file: first, offset: 0, message }];
}

function missingModules(analysis: Analysis, disk: Disk): readonly Problem[] {
  return [...analysis.reads].flatMap((id) => {
    const message = disk.failures.get(id);
    return message === undefined || id === analysis.root ? [] : [{ file: id, offset: 0, message }];
  });
}

function failed(file: string, message: string): Located {
  return { ...nothing, failures: [{ file, offset: 0, message }] };
}

function isFolder(id: string): boolean {
  return statOf(id)?.isDirectory() ?? false;
}

function isFile(id: string): boolean {
  return statOf(id)?.isFile() ?? false;
}

/** Null of what is not there or cannot be reached; why not, reading it tells. */
function statOf(id: string): Stats | null {
  try {
    return statSync(id);
  } catch {
    return null;
  }
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}

function sortByRoot(analyses: readonly Analysis[]): readonly Analysis[] {
  return [...analyses].sort((a, b) => compareText(a.root, b.root));
}
