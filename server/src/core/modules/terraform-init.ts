import { folderOf } from "../files/documents.ts";
import type { WatchedFiles } from "../files/files.ts";
import { terraformKind } from "../syntax/terraform/document-kind.ts";
import type { ModuleSource, Template } from "../template/template.ts";
import type { DocumentId } from "../text/span.ts";
import { folderTemplate } from "../files/terraform-folder.ts";
import { readTerraformAddress } from "../files/terraform-address.ts";

type Registry = Extract<ModuleSource, { readonly kind: "registry" }>;

/** The list is in the folder that `terraform init` ran in: the caller's, or one above it, at most so many. */
const mostFolders = 8;

/**
 * The template of a module that `terraform init` has downloaded, according to its list; null if it has not, or if
 * it has downloaded several versions of one source and the list does not say which one belongs to this call.
 */
export function restoredModule(source: Registry, files: WatchedFiles): Template | null {
  const { span } = source;
  if (terraformKind({ id: span.document, text: "" }) !== "template") return null;
  let folder = folderOf(span.document);
  for (
    let depth = 0;
    depth < mostFolders && folder.length > 1;
    depth++, folder = folderOf(folder.slice(0, -1))
  ) {
    const home = `${folder}.terraform/modules/`;
    const list = files.list(home)?.includes(`${home}modules.json`) ? files.get(`${home}modules.json`) : null;
    if (list) return fetchedFrom(list.text, source, folder, files);
  }
  return null;
}

function fetchedFrom(
  list: string,
  { reference, call }: Registry,
  folder: DocumentId,
  files: WatchedFiles,
): Template | null {
  const fetched = modulesIn(list).filter(({ source }) => isSameSource(source, reference));
  // Each call has a folder of its own, and calls in other modules have their names before theirs.
  const own = fetched.filter(({ key }) => call !== undefined && key.split(".").at(-1) === call);
  const [first, ...others] = distinct(own.length > 0 ? own : fetched);
  if (first === undefined || others.length > 0) return null;
  return folderTemplate(`${files.resolve(`${folder}main.tf`, first.folder)}/`, files);
}

/** `{ "Key": "kv", "Source": "registry.terraform.io/…", "Version": "1.0.0", "Dir": ".terraform/modules/kv" }` */
interface Fetched {
  readonly key: string;
  readonly source: string;
  readonly version: string;
  readonly folder: string;
}

/** One of each version: equal versions of one source hold the same. */
function distinct(fetched: readonly Fetched[]): readonly Fetched[] {
  return [...new Map(fetched.map((each) => [`${each.source} ${each.version}`, each])).values()];
}

function modulesIn(list: string): readonly Fetched[] {
  return entriesOf(list).flatMap(({ Key: key, Source: source, Version: version, Dir: folder }) => {
    if (typeof source !== "string" || typeof folder !== "string") return [];
    return [
      {
        key: typeof key === "string" ? key : "",
        source,
        version: typeof version === "string" ? version : "",
        folder,
      },
    ];
  });
}

type Entry = Readonly<Partial<Record<"Key" | "Source" | "Version" | "Dir", unknown>>>;

function entriesOf(list: string): readonly Entry[] {
  try {
    const parsed: unknown = JSON.parse(list);
    const modules =
      typeof parsed === "object" && parsed !== null && "Modules" in parsed ? parsed.Modules : [];
    const all: readonly unknown[] = Array.isArray(modules) ? modules : [];
    return all.filter((each): each is Entry => typeof each === "object" && each !== null);
  } catch {
    // A list that is not JSON contains no information.
    return [];
  }
}

/** Terraform writes addresses out that people shorten. */
function isSameSource(source: string, reference: string): boolean {
  const [a, b] = [readTerraformAddress(source), readTerraformAddress(reference)];
  return a.package === b.package && a.folder === b.folder;
}
