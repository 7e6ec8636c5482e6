import { folderOf } from "./documents.ts";
import { type Files, isFolder, type WatchedFiles, watchFiles } from "./files.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import { terraformKind } from "../syntax/terraform/document-kind.ts";
import type { Template } from "../template/template.ts";
import { openFolder } from "./terraform-folder.ts";
import type { DocumentId } from "../text/document.ts";

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
