import { type Document, folderOf, isFolder, isMadeByKernel, nameSearched } from "../core/index.ts";
import { normalizeUri, type FileSource } from "./files.ts";
import { searchesFor, searchFolders } from "./folder-search.ts";
import { LeftOutDocuments } from "./left-out.ts";
import type { OpenDocuments } from "./open-documents.ts";
import type { FileView } from "./overlay.ts";

/** Files and folders that have been requested so far; open documents take precedence over files. */
export class FileStore implements FileView {
  readonly #open: OpenDocuments;
  readonly #source: FileSource;
  readonly #leftOut: LeftOutDocuments;
  readonly #workspaceFolders: () => readonly string[];
  readonly #files = new Map<string, Document | null>();
  readonly #folders = new Map<string, readonly string[] | null>();
  readonly #targets = new Map<string, string>();
  readonly #loading = new Map<string, Reading>();

  readonly bicepCache: string | undefined;

  constructor(
    open: OpenDocuments,
    source: FileSource,
    leftOut = new LeftOutDocuments(),
    workspaceFolders: () => readonly string[] = () => [],
  ) {
    this.#open = open;
    this.#workspaceFolders = workspaceFolders;
    this.#source = source;
    this.#leftOut = leftOut;
    this.bicepCache = source.bicepCache;
  }

  /** The current document; null if there is none, undefined if it has not been looked up. */
  readonly document = (id: string): Document | null | undefined => {
    const document = this.#open.get(id)?.document ?? this.#files.get(id);
    return document && this.#leftOut.given(document);
  };

  /**
   * The files of a folder, including open documents that are not saved yet; null if there are none, undefined if it has
   * not been looked up.
   */
  readonly list = (folder: string): readonly string[] | null | undefined => {
    if (!isFolder(folder)) return null;
    const saved = this.#folders.get(folder);
    if (saved === undefined) return undefined;
    const open = this.#open.all().flatMap(({ document: { id } }) => (folderOf(id) === folder ? [id] : []));
    return saved || open.length > 0 ? [...new Set([...(saved ?? []), ...open])] : null;
  };

  /** The current version of every known document. */
  known(): ReadonlyMap<string, Document | null> {
    const open = this.#open.all().map(({ document }) => document.id);
    return new Map([...this.#files.keys(), ...open].map((id) => [id, this.document(id) ?? null]));
  }

  /**
   * Reads a file or the names in a folder, unless that is already known. What is forgotten while it is read is read
   * again.
   */
  readonly load = async (id: string): Promise<void> => {
    while ((isFolder(id) ? this.#folders.get(id) : this.document(id)) === undefined)
      await (this.#loading.get(id) ?? this.#startReading(id)).done;
  };

  readonly targetOf = (id: string): string => this.#targets.get(id) ?? id;

  /** Resolves the links in the path of a file or folder, unless that is already known. */
  readonly follow = async (id: string): Promise<void> => {
    if (this.#targets.has(id)) return;
    this.#targets.set(id, await this.#followed(id));
  };

  /** Forgets the content of a file or folder, because it has or may have changed on disk. */
  forget(id: string): void {
    for (const each of [id, ...searchesFor(id)]) {
      this.#files.delete(each);
      this.#folders.delete(each);
      this.#targets.delete(each);
      this.#loading.delete(each);
    }
  }

  #startReading(id: string): Reading {
    const reading: { done: Promise<void> } = { done: Promise.resolve() };
    this.#loading.set(id, reading);
    reading.done = this.#read(id, () => this.#loading.get(id) === reading).finally(() => {
      if (this.#loading.get(id) === reading) this.#loading.delete(id);
    });
    return reading;
  }

  /**
   * Keeps what was read unless a newer read has started: a file that changed in the meantime was forgotten, and may
   * already be read again.
   */
  async #read(id: string, isNewest: () => boolean): Promise<void> {
    if (isFolder(id)) {
      const name = nameSearched(id);
      const names =
        name === null
          ? await this.#source.listFolder(id)
          : (await searchFolders(name, this.#workspaceFolders(), this.#source)).map(normalizeUri);
      if (isNewest()) this.#folders.set(id, names);
    } else {
      const target = await this.#followed(id);
      const text = isMadeByKernel(target.replace(/^file:\/\//, "")) ? null : await this.#source.readFile(id);
      if (!isNewest()) return;
      this.#targets.set(id, target);
      this.#files.set(id, text === null ? null : { id, text });
    }
  }

  async #followed(id: string): Promise<string> {
    return normalizeUri((await this.#source.followLinks?.(id)) ?? id);
  }
}

/** A read in progress. */
interface Reading {
  readonly done: Promise<void>;
}
