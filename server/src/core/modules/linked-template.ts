import { folderOf, foldersFrom } from "../files/documents.ts";
import type { Files } from "../files/files.ts";
import type { ModuleSource } from "../template/template.ts";
import type { DocumentId } from "../text/document.ts";
import { foldWord } from "../text/fold.ts";

type Address = Extract<ModuleSource, { readonly kind: "address" }>;

/** More folders above the caller, and more segments of an address, than these are not tried. */
const mostFolders = 8;
const mostSegments = 8;

/**
 * The files that a link by URI may refer to: those whose path ends it, in the caller's folder or a parent. Repositories link to the published
 * copies of their own files (https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates#linked-template). For a
 * complete URI, the file name alone is not enough, because many repositories have an `azuredeploy.json`. A URI that names its repository refers
 * to a file here only if a parent folder of the caller has that name, as a clone has; then those count whose
 * path from there ends it.
 */
export function filesOfAddress({ end }: Address, from: DocumentId, files: Files): readonly DocumentId[] {
  const { list, isOutside } = files;
  const segments = segmentsOf(end);
  if (!list || !/\.jsonc?$/i.test(segments.at(-1) ?? "")) return [];
  const folders = foldersFrom(folderOf(from))
    .slice(0, mostFolders)
    .filter((folder) => isOutside?.(folder) !== true);
  const repository = repositoryIn(end);
  const clone = foldersFrom(folderOf(from)).find((folder) => nameOf(folder) === repository);
  if (repository !== null && clone === undefined) return [];
  const fewest = /^[a-z][a-z\d+.-]*:/i.test(end) ? 2 : 1;
  const most = Math.min(segments.length, mostSegments);
  const ends = Array.from({ length: Math.max(0, most - fewest + 1) }, (_, index) => {
    const path = segments.slice(index - most).join("/");
    return folders
      .map((folder) => folder + path)
      .filter((id) => id !== from && list(folderOf(id))?.includes(id) === true);
  });
  const found = [...new Set(ends.flat())];
  const whole = segments.join("/");
  const inClone = found.filter(
    (id) => clone && id.startsWith(clone) && whole.endsWith(id.slice(clone.length)),
  );
  return inClone.length > 0 ? inClone : found;
}

/** The repository that an address of GitHub or Bitbucket names, in lower case; null of any other address. */
function repositoryIn(end: string): string | null {
  const named =
    /^https:\/\/(?:raw\.githubusercontent\.com|(?:www\.)?github\.com|bitbucket\.org|cdn\.jsdelivr\.net\/gh)\/[^/?#]+\/([^/?#@]+)/i;
  return foldWord(named.exec(end)?.[1]?.replace(/\.git$/i, "")) ?? null;
}

function nameOf(folder: DocumentId): string {
  const name = folder.slice(0, -1).split("/").at(-1) ?? "";
  return foldWord(name);
}

/** The segments of a path behind the name of a host, without a query. */
function segmentsOf(end: string): readonly string[] {
  const [path = ""] = end.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, "").split(/[?#]/);
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments;
}
