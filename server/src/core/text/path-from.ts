import type { DocumentId } from "./document.ts";

/** A path relative to a folder, as access files name templates and pipelines; the whole id if it is elsewhere. */
export function pathFrom(folder: DocumentId, id: DocumentId): string {
  if (!id.startsWith(folder)) return id;
  try {
    // An editor's document IDs are URIs, in which spaces are `%20`.
    return decodeURIComponent(id.slice(folder.length));
  } catch {
    return id.slice(folder.length);
  }
}
