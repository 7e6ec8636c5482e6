import { addTo, grouped } from "../logic/grouped.ts";
import type { AccessFile } from "../access-file/access-file.ts";
import { reservedName } from "../access-file/words.ts";
import { fileNameOf, folderOf, templateOfRoot } from "../files/documents.ts";
import type { Value } from "../evaluate/values/value.ts";
import { type Files, isFolder } from "../files/files.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import type { Document, DocumentId } from "../text/document.ts";
import { limits } from "../text/limits.ts";
import {
  isAlwaysRead,
  isOfValues,
  isParameterFile,
  neighbourhood,
  rootsOfParameters,
} from "./parameter-files.ts";
import { foldName, foldWord } from "../text/fold.ts";

/** A set of parameter values with which a root is evaluated instead of its defaults. */
export interface Environment {
  /** Null if the values were given by hand. */
  readonly name: string | null;
  /** Files of values; later ones win. */
  readonly parameters: readonly DocumentId[];
  /** Values by name, which win over those of files. */
  readonly set: ReadonlyMap<string, Value>;
}

/** Values that were given by hand; null for none. */
export function givenByHand(parameters: readonly DocumentId[]): Environment | null {
  return parameters.length === 0 ? null : { name: null, parameters, set: noValues };
}

/** The environments that parameter files make, by the root they give values to, sorted by name. */
export type DetectedEnvironments = ReadonlyMap<DocumentId, readonly Environment[]>;

/** Finds the environments that parameter files make by their names and places. Files that always count make none. */
export function detectEnvironments(
  parameterFiles: readonly DocumentId[],
  files: Files,
): DetectedEnvironments {
  const byRoot = new Map<DocumentId, DocumentId[]>();
  const near = neighbourhood(files);
  for (const id of new Set(parameterFiles)) {
    const document = files.get(id);
    if (!document || !isParameterFile(document)) continue;
    for (const root of rootsOfParameters(document, files, near))
      if (!isAlwaysRead(id) || folderOf(id) !== root) addTo(byRoot, root, id);
  }
  return new Map([...byRoot].map(([root, own]) => [root, environmentsIn(own.sort(), root)]));
}

function environmentsIn(files: readonly DocumentId[], root: DocumentId): readonly Environment[] {
  const names = environmentNames(files, root);
  return [...grouped(names.keys(), (file) => [names.get(file) ?? ""])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, parameters]) => ({ name, parameters, set: noValues }));
}

const noValues: ReadonlyMap<string, Value> = new Map();

/**
 * The names of the environments of a root's parameter files: the part of their stems after the root's own name
 * (`main.prod.bicepparam`); if there is no such part or several files have the same stem, their folders
 * (`env/prod/main.tfvars`); otherwise the stem (`azuredeploy.parameters.json`).
 */
function environmentNames(files: readonly DocumentId[], root: DocumentId): ReadonlyMap<DocumentId, string> {
  const names = new Map<DocumentId, string>();
  for (const sharing of grouped(files, (file) => [stemOf(file)]).values()) {
    const folders = distinguishingFolders(sharing);
    for (const [index, file] of sharing.entries()) names.set(file, nameOf(file, root, folders[index] ?? ""));
  }
  return names;
}

function nameOf(file: DocumentId, root: DocumentId, part: string): string {
  if (part !== "") return part;
  const stem = stemOf(file);
  const own = stemOf(withoutPrefix(fileNameOf(file), templateStem(root)))
    .split(".")
    .filter((word) => !unspecific.test(word))
    .join(".");
  if (own !== "" && foldWord(own) !== reservedName) return own;
  const folder = folderOf(file);
  const around = folder.split("/").at(-2) ?? "";
  const isElsewhere = folder !== folderOf(root) && around !== "" && !isOfValues(folder);
  return isElsewhere || own !== "" ? around : stem === "" ? "parameters" : stem;
}

/** Words of a stem that say what a file is rather than what it is for. */
const unspecific = /^(?:main|azuredeploy|terraform|auto)?$/i;

/** Of files that share a stem, the part of their folders' paths in which they differ; empty of a single file. */
function distinguishingFolders(files: readonly DocumentId[]): readonly string[] {
  if (files.length < 2) return files.map(() => "");
  const paths = files.map((file) => folderOf(file).split("/").slice(0, -1));
  const [first = []] = paths;
  const shortest = Math.min(...paths.map((path) => path.length));
  let start = 0;
  while (start < shortest && paths.every((path) => path[start] === first[start])) start++;
  let end = 0;
  while (end < shortest - start && paths.every((path) => path.at(-1 - end) === first.at(-1 - end))) end++;
  return paths.map((path) => path.slice(start, path.length - end).join("/"));
}

/** The name of a parameter file without its ending and without words for parameters: `main.dev` of `main.parameters.dev.json`. */
function stemOf(file: DocumentId): string {
  const stem = fileNameOf(file).replace(/(?:^|\.)(?:bicepparam|tfvars|tfvars\.json|jsonc?)$/i, "");
  return stem.replace(/(?:^|[._-])param(?:eter)?s?(?![^._-])/gi, "").replace(/^[._-]/, "");
}

/** A stem without the name of the template that it starts with. */
function withoutPrefix(stem: string, template: string): string {
  const isPrefix = template !== "" && foldWord(stem).startsWith(foldWord(template));
  const rest = isPrefix ? stem.slice(template.length) : stem;
  if (isPrefix && rest !== "" && !/^[._-]/.test(rest)) return stem;
  return rest.replace(/^[._-]/, "");
}

function templateStem(root: DocumentId): string {
  return isFolder(root) ? "" : fileNameOf(root).replace(/\.[^.]+$/, "");
}

/**
 * The environments of a root: those of its parameter files, with the files and values that the access file adds to them, and
 * those that the access file alone makes for it. Later values win: files by their paths, files of the access file, its `set`.
 */
export function environmentsOf(
  root: DocumentId,
  detected: DetectedEnvironments,
  accessFile: AccessFile | null,
  files: Files,
): readonly Environment[] {
  const found = new Map((detected.get(root) ?? []).map((each) => [each.name ?? "", each]));
  for (const { name, parameters, set } of accessFile?.environments.values() ?? []) {
    const own = parameters
      .map(({ value, span }) => files.resolve(span.document, value))
      .filter((id) => {
        const document = files.get(id);
        return document && givesValuesTo(root, document, files) !== "none";
      });
    const values = declaredValues(root, set, files);
    // One that changes nothing is the defaults by another name; one that changes other roots is not an environment of this one.
    const changesNothing = parameters.length === 0 && set.size === 0;
    if (own.length === 0 && values.size === 0 && !changesNothing) continue;
    const before = found.get(name.value);
    found.set(name.value, {
      name: name.value,
      parameters: [...(before?.parameters ?? []).filter((id) => !own.includes(id)), ...own],
      set: values,
    });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, environment]) => environment);
}

/**
 * Whether a file gives values to a root: "all" when the root declares everything in it, "some" when a part. One that belongs to a
 * template gives them to no other.
 */
export function givesValuesTo(root: DocumentId, document: Document, files: Files): "all" | "some" | "none" {
  if (!isParameterFile(document)) return "none";
  const owners = rootsOfParameters(document, files);
  if (owners.length > 0) return owners.includes(root) ? "all" : "none";
  const values = parseDocument(document).parameterFile?.values ?? new Map<string, never>();
  const declared = declaredValues(root, values, files).size;
  return declared === 0 ? "none" : declared === values.size ? "all" : "some";
}

/** Of values by name those of parameters that a root declares, compared as its language compares names. */
export function declaredValues<T>(
  root: DocumentId,
  values: ReadonlyMap<string, T>,
  files: Files,
): ReadonlyMap<string, T> {
  if (values.size === 0) return values;
  const names = [...(templateOfRoot(root, files)?.parameters.keys() ?? [])];
  const declared = new Set(names.map((name) => (isFolder(root) ? name : foldName(name))));
  return new Map([...values].filter(([name]) => declared.has(isFolder(root) ? name : foldName(name))));
}

/** Which environments a root is evaluated in: all of them, those of one name, or none where its defaults are asked for. */
export type EnvironmentChoice = string | null;

/** The environments in which a root is evaluated, and what is left out because there are too many. */
export interface JudgedEnvironments {
  /** Null represents the root's defaults. */
  readonly judged: readonly (Environment | null)[];
  readonly leftOut: readonly Environment[];
}

/**
 * The environments that a root is evaluated in. Without any it is evaluated with its defaults; choosing one that it does not have
 * changes nothing for it.
 */
export function environmentsToJudge(
  available: readonly Environment[],
  choice: EnvironmentChoice = null,
): JudgedEnvironments {
  if (choice === reservedName || available.length === 0) return { judged: [null], leftOut: [] };
  const chosen = available.filter(({ name }) => name === choice);
  const asked = chosen.length > 0 ? chosen : available;
  return { judged: asked.slice(0, limits.environments), leftOut: asked.slice(limits.environments) };
}
