import { documentKindOf, folderOf, foldersFrom } from "../files/documents.ts";
import type { Value } from "../evaluate/values/value.ts";
import type { Files } from "../files/files.ts";
import { isFolder } from "../files/files.ts";
import { templateUsedBy } from "./parameter-sets.ts";
import type { Document } from "../text/document.ts";
import type { DocumentId } from "../text/span.ts";

/** A named set of parameter values that replaces defaults. */
export interface Environment {
  readonly name: string;
  /** Files of values, each for the templates it belongs to; later ones win. */
  readonly parameters: readonly DocumentId[];
  /** Values by name, which win over those of files. */
  readonly set: ReadonlyMap<string, Value>;
}

/** The files of an environment that give values to a root. */
export function parametersFor(
  root: DocumentId,
  environment: Environment | undefined,
  files: Files,
): readonly DocumentId[] {
  return (environment?.parameters ?? []).filter((id) => appliesTo(id, root, files));
}

/**
 * The environments that parameter files make by their names, sorted; those of one name are one, whichever templates they are
 * for. Files that always count make none.
 */
export function detectEnvironments(files: readonly DocumentId[], all: Files): readonly Environment[] {
  const found = new Map<string, DocumentId[]>();
  for (const id of files) {
    const document = all.get(id);
    if (!document || documentKindOf(document) !== "parameters") continue;
    const root = templateOfParameters(document, all);
    const name = root === null ? null : environmentNameOf(id, root);
    if (name !== null) found.set(name, [...(found.get(name) ?? []), id]);
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, parameters]) => ({ name, parameters, set: new Map() }));
}

/**
 * The template that a parameter file belongs to: the one it names, one beside it by its name, or, of Terraform, the nearest
 * folder of templates. Null when there is none.
 */
export function templateOfParameters(document: Document, files: Files): DocumentId | null {
  const { id } = document;
  if (isVariableFile(document)) return folderOfVariables(folderOf(id), files);
  const used = templateUsedBy(document, files);
  const candidates = used === null ? namesakesOf(id) : [used];
  return candidates.find((each) => files.get(each)) ?? null;
}

/**
 * What the environment of a parameter file is called: `main.prod.bicepparam`, `main.parameters.prod.json` and `prod.tfvars` are
 * "prod", and so is `prod/main.bicepparam` of a template in another folder. Null for files that always count.
 */
function environmentNameOf(file: DocumentId, root: DocumentId): string | null {
  if (isAlwaysRead(file) && folderOf(file) === folderOf(root)) return null;
  const words = segmentsOf(file).filter((each) => !/^param(?:eter)?s?$/i.test(each));
  const stem = stemOf(root);
  const rest = words[0]?.toLowerCase() === stem.toLowerCase() ? words.slice(1) : words;
  const own = rest.filter((each) => !unspecific.test(each)).join(".");
  if (own !== "") return own;
  return folderOf(file) === folderOf(root) ? (words[0] ?? "default") : lastFolder(file);
}

/** Whether a file may hold parameter values, by its name. */
export function mayBeParameters(file: DocumentId): boolean {
  return /\.(?:bicepparam|tfvars|tfvars\.json)$/i.test(file) || namedParameters(file) !== null;
}

/**
 * The templates beside a JSON parameter file that it may belong to by its name, as `main.parameters.json` and
 * `main.parameters.prod.json` belong to `main.json` or `main.bicep`
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files#file-name).
 */
function namesakesOf(file: DocumentId): readonly DocumentId[] {
  const { stem = "", ending = "" } = namedParameters(file) ?? {};
  return stem !== "" ? [`${folderOf(file)}${stem}.${ending}`, `${folderOf(file)}${stem}.bicep`] : [];
}

/** What comes before "parameters" in the name of a JSON file, and the ending; null where the name does not speak of parameters. */
function namedParameters(file: DocumentId): { readonly stem: string; readonly ending: string } | null {
  const name = file.slice(folderOf(file).length);
  const [, base, ending] = /^([^]*)\.(jsonc?)$/i.exec(name) ?? [];
  const [, stem] = /^([^]*)[._-]param(?:eter)?s?(?:[._-][^]+)?$/i.exec(base ?? "") ?? [];
  return stem === undefined || ending === undefined ? null : { stem, ending };
}

/** Names that say what a file is rather than what it is for. */
const unspecific = /^(?:main|azuredeploy|terraform|auto)$/i;

function appliesTo(file: DocumentId, root: DocumentId, files: Files): boolean {
  const document = files.get(file);
  if (!document || documentKindOf(document) !== "parameters") return false;
  if (isVariableFile(document) !== isFolder(root)) return false;
  // Values that belong to no template by themselves are for whichever has such parameters.
  const template = templateOfParameters(document, files);
  return template === null || template === root;
}

/** The nearest folder at or above one that holds templates of Terraform. */
function folderOfVariables(folder: DocumentId, files: Files): DocumentId | null {
  for (const at of foldersFrom(folder)) {
    if (files.list?.(at)?.some((id) => /\.tf(?:\.json)?$/i.test(id))) return at;
  }
  return null;
}

function isVariableFile({ id, language }: Document): boolean {
  return /\.tfvars(?:\.json)?$/i.test(id) || language === "terraform-vars";
}

/** Terraform reads these without being told to. */
function isAlwaysRead(file: DocumentId): boolean {
  return /(?:\/terraform|\.auto)\.tfvars(?:\.json)?$/i.test(file);
}

/** The parts of a file's name, without its ending. */
function segmentsOf(file: DocumentId): readonly string[] {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return name.replace(/\.(?:bicepparam|tfvars(?:\.json)?|jsonc?)$/i, "").split(".");
}

function stemOf(root: DocumentId): string {
  return isFolder(root) ? "" : root.slice(root.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
}

function lastFolder(file: DocumentId): string {
  return folderOf(file).split("/").at(-2) ?? "default";
}
