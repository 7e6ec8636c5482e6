import type { Document } from "../core/index.ts";
import { folderOf } from "../core/index.ts";

/** Files and folders as far as they are known; what is not known yet can be looked up. */
export interface FileView {
  /** Null when there is no such file, undefined when nobody has looked. */
  readonly document: (id: string) => Document | null | undefined;
  readonly list: (folder: string) => readonly string[] | null | undefined;
  readonly load: (id: string) => Promise<void>;
  /** The id of what a file or folder is a link to, itself or above it; its own while that is not known. */
  readonly targetOf: (id: string) => string;
  /** Looks up where links lead. */
  readonly follow: (id: string) => Promise<void>;
  readonly bicepCache: string | undefined;
}

/** Texts that stand in for files and buffers; null for a file that is not there. */
export type Overlay = ReadonlyMap<string, Document | null>;

/** Files as they are, but for some. */
export function overlaid(files: FileView, overlay: Overlay): FileView {
  return {
    document: (id) => (overlay.has(id) ? overlay.get(id) : files.document(id)),
    list: (folder) => {
      const listed = files.list(folder);
      if (listed === undefined) return undefined;
      const own = [...overlay].filter(([id]) => folderOf(id) === folder);
      const there = own.filter(([, document]) => document).map(([id]) => id);
      const kept = (listed ?? []).filter((id) => overlay.get(id) !== null);
      return listed || there.length > 0 ? [...new Set([...kept, ...there])] : null;
    },
    load: (id) => (overlay.has(id) ? Promise.resolve() : files.load(id)),
    targetOf: (id) => (overlay.has(id) ? id : files.targetOf(id)),
    follow: (id) => (overlay.has(id) ? Promise.resolve() : files.follow(id)),
    bicepCache: files.bicepCache,
  };
}
