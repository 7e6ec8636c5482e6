import { type Document, folderOf } from "../core/index.ts";

/** The known files and folders; anything that is not known yet can be looked up. */
export interface FileView {
  /** Null if there is no such file, undefined if it has not been looked up. */
  readonly document: (id: string) => Document | null | undefined;
  readonly list: (folder: string) => readonly string[] | null | undefined;
  readonly load: (id: string) => Promise<void>;
  /**
   * The ID that a file or folder links to, directly or through a parent folder; its own as long as that is not known.
   */
  readonly targetOf: (id: string) => string;
  /** Resolves links. */
  readonly follow: (id: string) => Promise<void>;
  readonly bicepCache: string | undefined;
}

/** Texts that replace files and buffers; null for a file that does not exist. */
export type Overlay = ReadonlyMap<string, Document | null>;

/** The actual files with some exceptions. */
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
