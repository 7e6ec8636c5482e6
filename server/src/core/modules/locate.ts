import { folderOf } from "../files/documents.ts";
import type { WatchedFiles } from "../files/files.ts";
import { folderTemplate } from "../files/terraform-folder.ts";
import { terraformKind } from "../syntax/terraform/document-kind.ts";
import { addressOfSource } from "../template/module-source.ts";
import type { ModuleSource } from "../template/template.ts";
import type { DocumentId } from "../text/span.ts";
import { checkedOut, type Checkout } from "./checkouts.ts";
import { mappedPlace, type ModuleMapping } from "../files/module-mapping.ts";
import { readTerraformAddress } from "../files/terraform-address.ts";

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
