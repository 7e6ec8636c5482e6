import { memoize, Remembered } from "../logic/memoize.ts";
import { memberValue, stringOf } from "../syntax/arm/json/node.ts";
import { readJson } from "../syntax/arm/json/reader.ts";
import type { SyntaxFault } from "../syntax/syntax-fault.ts";
import { parseDocument, syntaxOf } from "../syntax/syntaxes.ts";
import { insteadOf, isTerraformFile, terraformKind } from "../syntax/terraform/document-kind.ts";
import { type FolderFile, mergeFolder } from "../syntax/terraform/folder.ts";
import { lockedBy, lockedProviders } from "../syntax/terraform/lock-file.ts";
import type { Template } from "../template/template.ts";
import { compareText } from "../text/compare.ts";
import type { Document, DocumentId } from "../text/document.ts";
import { foldWord } from "../text/fold.ts";
import { type Files, isFolder, type WatchedFiles, watchFiles } from "./files.ts";

/** Ends of the names of files that may be templates. */
export const templateEndings: readonly string[] = [".json", ".jsonc", ".bicep", ".tf", ".tofu"];

/** What a document is to us; "unreadable" when its syntax is so broken that nothing can be said of it. */
export type DocumentKind = "template" | "parameters" | "unreadable" | "foreign";

/** Distinguishes templates and parameter files from all other files. */
export function documentKindOf(document: Document): DocumentKind {
  const terraform = terraformKind(document);
  if (terraform) return terraform;
  if (!syntaxOf(document)) return "foreign";
  const { template, parameterFile, problems } = parseDocument(document);
  if (template) return "template";
  if (parameterFile) return "parameters";
  return problems.length > 0 ? "unreadable" : "foreign";
}

/**
 * The id of the root that a document is part of: the folder of a Terraform file, or the document itself. A Terraform file that was
 * never saved is in no folder and is evaluated on its own.
 */
export function rootIdOf(document: Document): DocumentId {
  const folder = terraformKind(document) === "template" ? folderOf(document.id) : "";
  return folder === "" ? document.id : folder;
}

/** The folder that contains a file. */
export function folderOf(id: DocumentId): DocumentId {
  return id.slice(0, id.lastIndexOf("/") + 1);
}

/** The last part of the path of a document. */
export function fileNameOf(id: DocumentId): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** The folder in which a root is. */
export function folderOfRoot(root: DocumentId): DocumentId {
  return isFolder(root) ? root : folderOf(root);
}

/** A folder and its parents, innermost first; at most as many as an address or path has. */
export function foldersFrom(folder: DocumentId): readonly DocumentId[] {
  const folders: DocumentId[] = [];
  for (let at = folder; at !== ""; at = folderOf(at.slice(0, -1))) {
    folders.push(at);
    // There are no folders before the last slashes of "file:///" and "vscode-vfs://".
    if (at.endsWith("//")) break;
  }
  return folders;
}

/** Why nothing can be said of a document: its first syntax error; null if it has none. */
export function whyUnreadable(document: Document): SyntaxFault | null {
  return parseDocument(document).problems[0]?.fault ?? null;
}

/** Whether a text mentions key vaults at all, so that a broken file is worth reporting. */
export function mentionsVaults(text: string): boolean {
  return vaultMentions.test(text);
}

/** Where a text mentions key vaults for the last time; -1 if it does not. */
export function lastMentionOfVaults(text: string): number {
  return [...text.matchAll(new RegExp(vaultMentions, "gi"))].at(-1)?.index ?? -1;
}

/**
 * Finds ASCII words in any case, also where JSON escapes some of their characters (https://datatracker.ietf.org/doc/html/rfc8259#section-7):
 * what cannot be parsed is only searched.
 */
export function wordsInJson(...words: readonly string[]): RegExp {
  const spelled = (character: string): string => {
    const codes = [...new Set([foldWord(character), character.toUpperCase()])].map((each) =>
      each.charCodeAt(0).toString(16).padStart(4, "0"),
    );
    const plain = character === "/" ? "\\\\?/" : character === "." ? "\\." : character;
    return `(?:${plain}|\\\\u(?:${codes.join("|")}))`;
  };
  return new RegExp(words.map((word) => word.split("").map(spelled).join("")).join("|"), "i");
}

const vaultMentions = wordsInJson("Microsoft.KeyVault/", "azurerm_key_vault");

/** Whether a JSON template itself, not one that is nested in it, says that the Bicep compiler made it, which writes strict JSON. */
export const generatedByBicep = memoize(({ text }: Document): boolean => {
  if (!text.includes('"_generator"')) return false;
  const generator = memberValue(memberValue(readJson(text).root, "metadata"), "_generator");
  return stringOf(memberValue(generator, "name")) === "bicep";
});

/** Whether a text may declare a vault, even if its type is made by an expression or is in a linked template. */
export function mayDeclareVaults(text: string): boolean {
  return /KeyVault|managedHsm|"type"[^"]*"\[|templateLink|\\[u/]/i.test(text);
}

/** Whether it is JSON that is not edited by hand: the Bicep compiler generated it, or it is in an archive. */
export function isFrozen(document: Document): boolean {
  const isArchived = /(?:^|\/)_?(?:archived?|archives)\//i.test(document.id);
  return /\.jsonc?$/i.test(document.id) && (isArchived || generatedByBicep(document));
}

/** A root's template, and the files of values that always count. */
export interface OpenRoot {
  /** Null when the root is not a template. */
  readonly template: Template | null;
  readonly parameters: readonly DocumentId[];
}

/** Opens a root. A Terraform file represents its folder. */
export function openRoot(root: DocumentId, files: WatchedFiles): OpenRoot {
  const document = isFolder(root) ? null : files.get(root);
  if (isFolder(root) || (document && terraformKind(document) === "template"))
    return openFolder(isFolder(root) ? root : folderOf(root), document ?? null, files);
  return { template: document ? parseDocument(document).template : null, parameters: [] };
}

/** The template of a root; null if there is none. */
export function templateOfRoot(root: DocumentId, files: Files): Template | null {
  return openRoot(root, watchFiles(files)).template;
}

/**
 * The template formed by the files of a folder, and the variable files that Terraform loads automatically, in its
 * order (https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence). If
 * the host does not list folders, the document is a template of its own.
 */
function openFolder(
  folder: DocumentId,
  alone: Document | null,
  files: WatchedFiles,
): { readonly template: Template | null; readonly parameters: readonly DocumentId[] } {
  const listed = files.list(folder);
  if (!listed && alone) return { template: templateOf([alone.id], folder, files), parameters: [] };
  const automatic = (listed ?? []).filter((id) => /\.auto\.tfvars(?:\.json)?$/.test(id));
  const named = ["terraform.tfvars", "terraform.tfvars.json"].map((name) => folder + name);
  const parameters = [...named.filter((id) => listed?.includes(id)), ...[...automatic].sort(compareText)];
  return { template: folderTemplate(folder, files, true), parameters };
}

/** The template of a folder; null if it contains no Terraform file. Which tool deploys is said by the lock file of a root alone. */
export function folderTemplate(folder: DocumentId, files: WatchedFiles, isRoot = false): Template | null {
  const listed = files.list(folder) ?? [];
  const lockFile = `${folder}.terraform.lock.hcl`;
  const lock = listed.includes(lockFile) ? (files.get(lockFile) ?? null) : null;
  const all = listed.filter(isTerraformFile);
  const terraforms =
    isRoot && lock && lockedBy(lock.text) === "terraform" ? all.filter((id) => insteadOf(id) !== id) : [];
  const names = new Set(terraforms.length > 0 ? terraforms : all);
  const read = [...names].filter((id) => insteadOf(id) === id || !names.has(insteadOf(id)));
  return templateOf(read.sort(compareText), folder, files, lock);
}

interface Merged {
  readonly folder: DocumentId;
  readonly parts: readonly Template[];
  readonly lock: Document | null;
  readonly template: Template;
}

/** By their first part: as long as no file changes, a folder's template is the same. */
const merged = new Remembered<Template, Merged>();

function templateOf(
  ids: readonly DocumentId[],
  folder: DocumentId,
  files: WatchedFiles,
  lock: Document | null = null,
): Template | null {
  const read = ids.flatMap((id): readonly FolderFile[] => {
    const document = files.get(id);
    const template = document ? parseDocument(document).template : null;
    return template ? [{ id, template }] : [];
  });
  const [first] = read;
  if (!first) return null;
  const before = merged.get(first.template);
  const parts = read.map(({ template }) => template);
  if (before?.folder === folder && before.lock === lock && sameParts(before.parts, parts))
    return before.template;
  const template = { ...mergeFolder(folder, read), ...(lock ? { locked: lockedProviders(lock) } : {}) };
  merged.set(first.template, { folder, parts, lock, template });
  return template;
}

function sameParts(a: readonly Template[], b: readonly Template[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
