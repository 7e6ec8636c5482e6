import { folderOf } from "../files/documents.ts";
import type { WatchedFiles } from "../files/files.ts";
import { terraformKind } from "../syntax/terraform/document-kind.ts";
import type { ModuleSource, Template } from "../template/template.ts";
import type { DocumentId } from "../text/span.ts";
import { folderTemplate } from "../files/terraform-folder.ts";

type Registry = Extract<ModuleSource, { readonly kind: "registry" }>;

/**
 * The template of a module that `terraform init` has fetched, by the list it keeps in the folder it ran in; null where it has
 * not, or fetched several versions of one source. The folder is the caller's, or one above it.
 */
export function restoredModule({ reference, span }: Registry, files: WatchedFiles): Template | null {
  if (terraformKind({ id: span.document, text: "" }) !== "template") return null;
  let folder = folderOf(span.document);
  for (let depth = 0; depth < 4 && folder.length > 1; depth++, folder = folderOf(folder.slice(0, -1))) {
    const home = `${folder}.terraform/modules/`;
    const list = files.list(home)?.includes(`${home}modules.json`) ? files.get(`${home}modules.json`) : null;
    if (list) return fetchedFrom(list.text, reference, folder, files);
  }
  return null;
}

function fetchedFrom(
  list: string,
  reference: string,
  folder: DocumentId,
  files: WatchedFiles,
): Template | null {
  const [first, ...others] = [...new Set(foldersOf(list, reference))];
  if (first === undefined || others.length > 0) return null;
  return folderTemplate(`${files.resolve(`${folder}main.tf`, first)}/`, files);
}

/** `{ "Modules": [{ "Key": "kv", "Source": "registry.terraform.io/…", "Dir": ".terraform/modules/kv" }] }` */
function foldersOf(list: string, reference: string): readonly string[] {
  const modules = modulesIn(list);
  return modules.flatMap((module) => {
    const { Source: source, Dir: folder } = module;
    const isIt = typeof source === "string" && sameSource(source, reference);
    return isIt && typeof folder === "string" ? [folder] : [];
  });
}

function modulesIn(list: string): readonly { readonly Source?: unknown; readonly Dir?: unknown }[] {
  try {
    const parsed: unknown = JSON.parse(list);
    const modules =
      typeof parsed === "object" && parsed !== null && "Modules" in parsed ? parsed.Modules : [];
    const all: readonly unknown[] = Array.isArray(modules) ? modules : [];
    return all.filter((each) => typeof each === "object" && each !== null);
  } catch {
    // A list that is no JSON tells nothing.
    return [];
  }
}

function sameSource(source: string, reference: string): boolean {
  const bare = (text: string): string =>
    text.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, "").toLowerCase();
  return bare(source) === bare(reference);
}
