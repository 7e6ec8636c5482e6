import type { Document } from "../core/index.ts";
import { folderOf, isFolder } from "../core/index.ts";
import type { FileSource } from "./host.ts";
import type { OpenDocuments } from "./open-documents.ts";
import type { FileView } from "./overlay.ts";

/** Files and folders as far as anybody has asked for them; open documents stand before files. */
export class FileStore implements FileView {
  readonly #open: OpenDocuments;
  readonly #source: FileSource;
  readonly #files = new Map<string, Document | null>();
  readonly #folders = new Map<string, readonly string[] | null>();
  readonly #loading = new Map<string, Promise<void>>();

  readonly bicepCache: string | undefined;

  constructor(open: OpenDocuments, source: FileSource) {
    this.#open = open;
    this.#source = source;
    this.bicepCache = source.bicepCache;
  }

  /** The document as it is now; null when there is none, undefined when nobody has looked. */
  readonly document = (id: string): Document | null | undefined =>
    this.#open.get(id)?.document ?? this.#files.get(id);

  /** The files of a folder, with documents that are open and not saved yet; null when there are none, undefined when nobody has looked. */
  readonly list = (folder: string): readonly string[] | null | undefined => {
    if (!isFolder(folder)) return null;
    const saved = this.#folders.get(folder);
    if (saved === undefined) return undefined;
    const open = this.#open.all().flatMap(({ document: { id } }) => (folderOf(id) === folder ? [id] : []));
    return saved || open.length > 0 ? [...new Set([...(saved ?? []), ...open])] : null;
  };

  /** Every document that is known, as it is now. */
  known(): ReadonlyMap<string, Document | null> {
    const open = this.#open.all().map(({ document }) => [document.id, document] as const);
    return new Map([...this.#files, ...open]);
  }

  /** Reads a file or the names in a folder, unless that is known already. */
  readonly load = async (id: string): Promise<void> => {
    if ((isFolder(id) ? this.#folders.get(id) : this.document(id)) !== undefined) return;
    const loading = this.#loading.get(id) ?? this.#read(id);
    this.#loading.set(id, loading);
    await loading;
  };

  /** Forgets what a file or folder held, because it changed on disk or may have. */
  forget(id: string): void {
    this.#files.delete(id);
    this.#folders.delete(id);
    this.#loading.delete(id);
  }

  async #read(id: string): Promise<void> {
    if (isFolder(id)) {
      const names = await this.#source.listFolder(id);
      if (this.#loading.has(id)) this.#folders.set(id, names);
    } else {
      const text = await this.#source.readFile(id);
      // A file that changed while it was read is read again by whoever asks next.
      if (this.#loading.has(id)) this.#files.set(id, text === null ? null : { id, text });
    }
    this.#loading.delete(id);
  }
}
