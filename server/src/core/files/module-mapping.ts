import type { DocumentId } from "../text/document.ts";
import { readTerraformAddress } from "./terraform-address.ts";

/** Folders and files by the module sources they replace, from an access file or settings. */
export type ModuleMapping = ReadonlyMap<string, DocumentId>;

/** A mapping from sources as written to the IDs of their replacements. */
export function moduleMapping(
  entries: Iterable<readonly [source: string, place: DocumentId]>,
): ModuleMapping {
  return new Map([...entries].map(([source, place]) => [keyOf(source), place.replace(/\/$/, "")]));
}

/**
 * The replacement of a source: of the source itself in any revision, of all its versions, or of the package that
 * contains it as a folder. Null if there is none. The ID of a folder has no trailing slash.
 */
export function mappedPlace(source: string, mapping: ModuleMapping | undefined): DocumentId | null {
  if (!mapping || mapping.size === 0) return null;
  const { package: whole, folder } = readTerraformAddress(source);
  const around = folder === "" ? undefined : mapping.get(whole);
  return (
    mapping.get(keyOf(source)) ??
    mapping.get(keyOf(withoutVersion(source))) ??
    (around === undefined ? null : `${around}/${folder}`)
  );
}

function keyOf(source: string): string {
  if (isOfBicep(source) || source.startsWith(".") || source.startsWith("[")) return source;
  const { package: whole, folder } = readTerraformAddress(source);
  return folder === "" ? whole : `${whole}//${folder}`;
}

/** `br:contoso.azurecr.io/modules/vault:v1` without `:v1`. */
function withoutVersion(source: string): string {
  return isOfBicep(source) ? source.replace(/[:@][^:@/]*$/, "") : source;
}

function isOfBicep(source: string): boolean {
  return /^(?:br|ts)[:/]/.test(source);
}
