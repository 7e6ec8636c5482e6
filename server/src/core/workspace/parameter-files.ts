import {
  documentKindOf,
  fileNameOf,
  folderOf,
  foldersFrom,
  folderTemplate,
  generatedByBicep,
  templateEndings,
} from "../files/documents.ts";
import { type Files, isFolder, type WatchedFiles, watchFiles } from "../files/files.ts";
import { templateUsedBy } from "./parameter-sets.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import { isTerraformFile } from "../syntax/terraform/document-kind.ts";
import type { Template } from "../template/template.ts";
import { oncePerKey } from "../logic/memoize.ts";
import type { Document, DocumentId } from "../text/document.ts";
import { foldName, foldWord } from "../text/fold.ts";

/** Whether a file may hold parameter values, by its name. What configures a Terraform backend holds none. */
export function mayBeParameters(file: DocumentId): boolean {
  const name = fileNameOf(file);
  if (isVariableFile(file)) return !/backend/i.test(name);
  const words = foldWord(name).split(/[._-]/);
  const isOfValues = words.some((word) => /^param(?:eter)?s?$/.test(word));
  return /\.bicepparam$/i.test(name) || (isOfValues && /^jsonc?$/.test(words.at(-1) ?? ""));
}

/** Whether a file holds values of Terraform variables, by its name. */
function isVariableFile(file: DocumentId): boolean {
  return /\.tfvars(?:\.json)?$/i.test(file);
}

/**
 * The roots that a parameter file belongs to: the template it names (`using`); otherwise those beside it with the same stem (a
 * Bicep file beside ARM JSON that was not compiled from it is one of two); otherwise those nearby with the same stem or that
 * declare all its parameters, since any of them may be deployed with it: in its folder, in the one above, in the one around
 * `environments/NAME`, `parameters` and the like, or else in the siblings of such a folder. For Terraform, which only warns about undeclared
 * variables (https://developer.hashicorp.com/terraform/language/values/variables#values-for-undeclared-variables),
 * the nearest that declares most of them.
 */
export function rootsOfParameters(
  document: Document,
  files: Files,
  near: Neighbourhood = neighbourhood(files),
): readonly DocumentId[] {
  const { files: watched } = near;
  const { id } = document;
  if (isVariableFile(id) || document.language === "terraform-vars") return rootsOfVariables(document, near);
  const used = templateUsedBy(document, files);
  if (used !== null) return files.get(used) ? [used] : [];
  // `using none` is for values that others extend.
  if (/\.bicepparam$/i.test(id)) return [];
  const names = namesIn(document);
  const [own = "", ...around] = foldersFrom(folderOf(id));
  const namesakesIn = (folder: DocumentId): readonly DocumentId[] =>
    near.templatesIn(folder).flatMap(({ root }) => (isNamesake(root, id) ? [root] : []));
  const fittingIn = (folder: DocumentId): readonly DocumentId[] => {
    const namesakes = namesakesIn(folder);
    if (names.length === 0 || namesakes.length > 0) return namesakes;
    const fitting = near.templatesIn(folder).filter(({ template }) => declaresAll(template, names));
    return fitting.map(({ root }) => root);
  };
  const depth = [own, ...around.slice(0, 1)].findIndex(isOfValues) + 1;
  const beside = depth === 0 ? namesakesIn(own) : [];
  if (beside.length > 0) return beside;
  const nearest = [own, ...around.slice(0, Math.max(depth, 1))].flatMap(fittingIn);
  const siblings = depth === 0 ? [] : foldersIn(around[depth - 1] ?? "", watched);
  return nearest.length > 0 ? nearest : siblings.flatMap(fittingIn);
}

/** Folders with the templates in them, each looked through once for all the parameter files around it. */
export interface Neighbourhood {
  readonly files: WatchedFiles;
  readonly templatesIn: (folder: DocumentId) => readonly Candidate[];
  /** The template that the files of a folder make for Terraform. */
  readonly templateOf: (folder: DocumentId) => Template | null;
}

/** What is around the parameter files of a workspace, as long as no file changes. */
export function neighbourhood(given: Files): Neighbourhood {
  const files = watchFiles(given);
  return {
    files,
    templatesIn: oncePerKey((folder) => templatesIn(folder, files)),
    templateOf: oncePerKey((folder) => folderTemplate(folder, files)),
  };
}

interface Candidate {
  readonly root: DocumentId;
  readonly template: Template;
}

/** Whether a folder holds values rather than templates, by its name. */
export function isOfValues(folder: DocumentId): boolean {
  return /\/(?:env|envs|environment|environments|param|params|parameters|config|vars|tfvars)\/$/i.test(
    folder,
  );
}

/** The templates of a folder that were written by hand: JSON next to the Bicep file it was compiled from is not one. */
function templatesIn(folder: DocumentId, files: WatchedFiles): readonly Candidate[] {
  const listed = files.list(folder) ?? [];
  const names = listed.filter((id) => templateEndings.some((ending) => foldWord(id).endsWith(ending)));
  const others = names.filter((id) => !isTerraformFile(foldWord(id)));
  return others
    .flatMap((id): readonly Candidate[] => {
      const document = files.get(id);
      if (!document || (sourceOf(id, listed) && generatedByBicep(document))) return [];
      const { template } = parseDocument(document);
      return template ? [{ root: id, template }] : [];
    })
    .sort((a, b) => Number(/\.jsonc?$/i.test(a.root)) - Number(/\.jsonc?$/i.test(b.root)));
}

function sourceOf(id: DocumentId, listed: readonly DocumentId[]): boolean {
  return /\.json$/i.test(id) && listed.includes(id.replace(/\.json$/i, ".bicep"));
}

/**
 * Whether a template has the stem of a JSON parameter file, as `main.parameters.prod.json` belongs to `main.json` or
 * `main.bicep` (https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files#file-name).
 */
function isNamesake(template: DocumentId, file: DocumentId): boolean {
  const stem = foldWord(fileNameOf(template).replace(/\.[^.]+$/, ""));
  const name = foldWord(fileNameOf(file));
  return name.startsWith(stem) && /^[._-]param(?:eter)?s?[._-]/.test(name.slice(stem.length));
}

function rootsOfVariables(document: Document, { files, templateOf }: Neighbourhood): readonly DocumentId[] {
  const names = namesIn(document);
  const own = folderOf(document.id);
  const around = foldersFrom(own);
  const isRead = isAlwaysRead(document.id);
  const nearest = around.find((folder) => {
    const template = templateOf(folder);
    return template && (declaresMost(template, names) || (folder === own && isRead));
  });
  if (nearest !== undefined) {
    const others = !isRead && around.slice(0, 2).some(isOfValues) ? around.slice(1, 3) : [];
    const fitting = others.filter((folder) => {
      const template = folder === nearest ? null : templateOf(folder);
      return template !== null && names.length > 0 && names.every((name) => template.parameters.has(name));
    });
    return [nearest, ...fitting];
  }
  const beside = around.slice(1, 3).flatMap((folder) => foldersIn(folder, files));
  return beside.filter((folder) => {
    const template = templateOf(folder);
    return template !== null && names.length > 0 && declaresMost(template, names);
  });
}

/** Terraform loads these files in the root's own folder automatically. */
export function isAlwaysRead(file: DocumentId): boolean {
  return /\/terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/i.test(file);
}

/** The names of the parameters that a file gives values to. */
function namesIn(document: Document): readonly string[] {
  const { parameterFile } = parseDocument(document);
  return parameterFile ? [...parameterFile.values.keys()] : [];
}

/** Azure compares the names of parameters without case. */
function declaresAll({ parameters }: Template, names: readonly string[]): boolean {
  const declared = new Set([...parameters.keys()].map((name) => foldName(name)));
  return names.every((name) => declared.has(foldName(name)));
}

function declaresMost({ parameters }: Template, names: readonly string[]): boolean {
  return names.length === 0 || names.filter((name) => parameters.has(name)).length * 2 > names.length;
}

function foldersIn(folder: DocumentId, files: WatchedFiles): readonly DocumentId[] {
  return (files.list(folder) ?? []).filter((id) => isFolder(id) && !/\/(?:\.[^/]*|node_modules)\/$/.test(id));
}

/** Whether a document holds parameter values. */
export function isParameterFile(document: Document): boolean {
  return documentKindOf(document) === "parameters";
}

/** The parameter files that are near a root: in its folder and the one above, and in folders of values there. */
export function parameterFilesNear(root: DocumentId, files: Files): readonly DocumentId[] {
  const watched = watchFiles(files);
  const [own, above] = foldersFrom(isFolder(root) ? root : folderOf(root));
  const around = [own, above].filter((folder) => folder !== undefined);
  const ofValues = around.flatMap((folder) => foldersIn(folder, watched).filter(isOfValues));
  const folders = [...around, ...ofValues, ...ofValues.flatMap((folder) => foldersIn(folder, watched))];
  return folders.flatMap((folder) => (watched.list(folder) ?? []).filter(mayBeParameters));
}
