import type { DocumentId } from "../text/span.ts";
import { readTerraformAddress } from "./terraform-address.ts";

/** Folders and files by the sources of modules that they stand for, as people say it in an access file or in settings. */
export type ModuleMapping = ReadonlyMap<string, DocumentId>;

/** A mapping out of sources as written, each with the id of what stands for it. */
export function moduleMapping(
  entries: Iterable<readonly [source: string, place: DocumentId]>,
): ModuleMapping {
  return new Map([...entries].map(([source, place]) => [keyOf(source), place.replace(/\/$/, "")]));
}

/**
 * What stands for a source: for the source itself, whichever revision of it is called, for all versions of it, or for the package
 * that it is a folder of. Null where nothing does. The id of a folder has no slash at its end.
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
