import { compareText } from "../text/compare.ts";
import type { WatchedFiles } from "./files.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import { insteadOf, isTerraformFile } from "../syntax/terraform/document-kind.ts";
import { type FolderFile, mergeFolder } from "../syntax/terraform/folder.ts";
import { lockedProviders, lockedBy } from "../syntax/terraform/lock-file.ts";
import type { Template } from "../template/template.ts";
import type { Document, DocumentId } from "../text/document.ts";
import { Remembered } from "../logic/remembered.ts";

/**
 * The template formed by the files of a folder, and the variable files that Terraform loads automatically, in its
 * order (https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence). If
 * the host does not list folders, the document is a template of its own.
 */
export function openFolder(
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
