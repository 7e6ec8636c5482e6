import { type Document, isFolder } from "../core/index.ts";
import type { FileView } from "./overlay.ts";
import { areSame } from "./same-items.ts";

/** The state of files and folders that was observed; conclusions from it hold as long as it stays the same. */
export type Seen = ReadonlyMap<string, Sight>;

/** What is known of a file, or which files a folder has; null if it is not there, undefined if it has not been looked up. */
export type Sight = Document | readonly string[] | null | undefined;

/** The current state. */
export function seeNow(files: FileView, ids: Iterable<string>): Seen {
  return new Map([...ids].map((id) => [id, see(files, id)] as const));
}

/** Whether every document is still the same object, and every folder lists the same files. */
export function isStill(files: FileView, seen: Seen): boolean {
  for (const [id, before] of seen) if (!isSame(see(files, id), before)) return false;
  return true;
}

function see(files: FileView, id: string): Sight {
  return isFolder(id) ? files.list(id) : files.document(id);
}

function isSame(a: Sight, b: Sight): boolean {
  return isListing(a) && isListing(b) ? areSame(a, b) : a === b;
}

function isListing(seen: Sight): seen is readonly string[] {
  return Array.isArray(seen);
}
