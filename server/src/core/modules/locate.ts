import { folderOf, foldersFrom, folderTemplate } from "../files/documents.ts";
import { foldersNamed, type WatchedFiles } from "../files/files.ts";
import { terraformKind } from "../syntax/terraform/document-kind.ts";
import { type ModuleSource, addressOfSource } from "../template/template.ts";
import type { DocumentId } from "../text/document.ts";
import { mappedPlace, type ModuleMapping } from "../files/module-mapping.ts";
import { readTerraformAddress, type TerraformAddress } from "../files/terraform-address.ts";

/**
 * The replacement that the mapping defines for the source of a module: the ID of a file, or that of a Terraform
 * folder with its slash.
 */
export function placeByMapping(source: ModuleSource, mapping: ModuleMapping | undefined): DocumentId | null {
  const place = mappedPlace(addressOfSource(source) ?? "", mapping);
  return place !== null && isOfTerraform(source) ? `${place}/` : place;
}

/**
 * The workspace folder that contains a Terraform module although its source does not name it: a checkout of its
 * repository, or, for a path below `.terraform/modules`, one of the repository that `terraform init` would download
 * there. Null if there is none.
 */
export function placeInWorkspace(
  source: ModuleSource,
  files: WatchedFiles,
  mapping: ModuleMapping | undefined,
): Checkout | null {
  if (!isOfTerraform(source)) return null;
  const { document } = source.span;
  if (source.kind === "registry") return checkedOut(readTerraformAddress(source.reference), document, files);
  const reference = source.kind === "folder" ? sourceOfFetched(source.path, document, files) : null;
  if (reference === null) return null;
  const mapped = mappedPlace(reference, mapping);
  return mapped === null
    ? checkedOut(readTerraformAddress(reference), document, files)
    : { place: `${mapped}/`, name: null };
}

/**
 * The source of a path such as `./.terraform/modules/shared/key_vault`: the folder `key_vault` in the package of the module `shared`
 * that the template there calls. Null of any other path.
 */
function sourceOfFetched(path: string, document: DocumentId, files: WatchedFiles): string | null {
  const segments = path.replaceAll("\\", "/").split("/");
  const at = segments.indexOf(".terraform");
  const [home, key, ...rest] = segments.slice(at + 1);
  if (at < 0 || home !== "modules" || key === undefined) return null;
  const root = files.resolve(document, [...segments.slice(0, at), "_"].join("/"));
  const caller = folderTemplate(folderOf(root), files);
  const call = caller?.modules.find(({ symbol }) => symbol === key)?.source;
  if (call?.kind !== "registry") return null;
  const { folder } = readTerraformAddress(call.reference);
  const [bare = "", query] = call.reference.split("?");
  const top = folder === "" ? bare.replace(/\/$/, "") : bare.slice(0, bare.lastIndexOf("//"));
  const within = [folder, ...rest].filter((part) => part !== "").join("/");
  return `${top}${within === "" ? "" : `//${within}`}${query === undefined ? "" : `?${query}`}`;
}

function isOfTerraform({ kind, span }: ModuleSource): boolean {
  return kind !== "inline" && terraformKind({ id: span.document, text: "" }) === "template";
}

/** Submodules are looked for in the folders around a caller, at most so many. */
const mostFolders = 8;

/** A folder of the workspace that contains a module, or only has the name of its repository. */
interface Checkout {
  readonly place: DocumentId;
  /** Of the repository, as far as `place` is in it; null of a submodule, which is a checkout of that repository and no other. */
  readonly name: string | null;
}

/**
 * The workspace folder that contains a module: in a submodule of its repository, or in a folder with the same name
 * as the repository, nearest to the caller. Null if there is none. Git refuses to add the `.git` of a submodule to a repository, but
 * anybody can add a folder with the name of one.
 */
function checkedOut(
  { package: whole, repository, folder }: TerraformAddress,
  from: DocumentId,
  files: WatchedFiles,
): Checkout | null {
  const within = folder === "" ? "" : `${folder}/`;
  const isLinked = ({ path, url }: Submodule): boolean =>
    isUrlOf(url, whole, repository) &&
    (files.list(path) ?? []).some((id) => id === `${path}.git` || id === `${path}.git/`);
  const submodules = submodulesAround(from, files).filter(isLinked);
  const named = repository === null ? [] : (files.list(foldersNamed(repository)) ?? []);
  const places = [
    ...submodules.map(({ path }) => ({ place: `${path}${within}`, name: null })),
    ...nearestFirst(named, from).map((top) => ({ place: `${top}${within}`, name: repository })),
  ];
  return places.find(({ place }) => folderTemplate(place, files) !== null) ?? null;
}

interface Submodule {
  /** The id of its folder. */
  readonly path: DocumentId;
  readonly url: string;
}

/** What the nearest `.gitmodules` around a file lists: https://git-scm.com/docs/gitmodules */
function submodulesAround(from: DocumentId, files: WatchedFiles): readonly Submodule[] {
  for (const folder of foldersFrom(folderOf(from)).slice(0, mostFolders)) {
    const id = `${folder}.gitmodules`;
    const document = files.list(folder)?.includes(id) === true ? files.get(id) : null;
    if (document) return submodulesIn(document.text, (path) => `${files.resolve(id, path)}/`);
  }
  return [];
}

function submodulesIn(text: string, resolve: (path: string) => DocumentId): readonly Submodule[] {
  const sections: { path?: string; url?: string }[] = [];
  for (const line of text.split("\n")) {
    const section = sections.at(-1);
    const [, key, value = ""] = /^\s*(path|url)\s*=\s*(\S.*)$/.exec(line) ?? [];
    if (line.trimStart().startsWith("[")) sections.push({});
    else if (section && key === "path") section.path = value.trim();
    else if (section && key === "url") section.url = value.trim();
  }
  return sections.flatMap(({ path, url }) =>
    path === undefined || url === undefined ? [] : [{ path: resolve(path), url }],
  );
}

/** An address that is relative to that of the repository around names the same host. */
function isUrlOf(url: string, whole: string, repository: string | null): boolean {
  const address = readTerraformAddress(/^\.\.?\//.test(url) ? url : `git::${url}`);
  return url.startsWith(".") ? address.repository === repository : address.package === whole;
}

/** By how many folders they share with the caller. */
function nearestFirst(folders: readonly DocumentId[], from: DocumentId): readonly DocumentId[] {
  const own = from.split("/");
  const shared = (folder: DocumentId): number => {
    const segments = folder.split("/");
    const at = segments.findIndex((segment, index) => segment !== own[index]);
    return at < 0 ? segments.length : at;
  };
  return [...folders].sort((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1));
}
