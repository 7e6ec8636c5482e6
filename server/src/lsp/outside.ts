import {
  concerningVaults,
  type Document,
  isOutside,
  limits,
  mayBeOutside,
  mayCallVaults,
  nothingOutside,
  outsidePatterns,
  type OutsideReading,
  readOutside,
} from "../core/index.ts";
import { findFiles } from "./find-files.ts";
import type { FileSource } from "./files.ts";
import type { Overlay } from "./overlay.ts";
import { pause } from "./pause.ts";
import { areSame } from "./same-items.ts";
import type { Session } from "./session.ts";
import type { SettingsStore } from "./settings-store.ts";

/** Pipelines and scripts, by their names. */
const outsidePattern = `**/{${outsidePatterns.join(",")}}`;

/** Where pipelines and scripts are searched for. */
interface Searched {
  readonly session: Session;
  readonly settings: SettingsStore;
  readonly folders: () => readonly string[];
}

/** Whether a file is a pipeline, script or the like rather than a template. */
export function isOutsideFile(id: string, { session }: Pick<Searched, "session">): boolean {
  const document = session.document(id);
  return document ? isOutside(document) : mayBeOutside(id);
}

/** The pipelines and scripts of the workspace that concern vaults: those that a search found, and open ones. */
export class Outside {
  #found: readonly string[] = [];
  /** The search under way, or the latest one. */
  #searched: Promise<void> = Promise.resolve();
  /** Files that do not concern vaults. */
  #others: ReadonlySet<string> = new Set();
  #read: { readonly documents: readonly Document[]; readonly reading: OutsideReading } = {
    documents: [],
    reading: nothingOutside,
  };

  /**
   * Searches the workspace. The texts of files that do not concern vaults are not kept, and they are not read again unless they
   * change. One search begins after the other has ended, so that what the latest one found stays.
   */
  search(workspace: Searched, files: FileSource): Promise<void> {
    return this.#next(async () => {
      const { ids } = await findFiles(workspace, files, outsidePattern, limits.scannedFiles);
      await this.#choose(ids, workspace);
    });
  }

  /** Reads files that were created or have changed, as another search would. */
  takeUp(workspace: Searched, ids: readonly string[]): Promise<void> {
    if (!ids.some(mayBeOutside)) return Promise.resolve();
    return this.#next(() => this.#choose([...new Set([...this.#found, ...this.#others, ...ids])], workspace));
  }

  #next(search: () => Promise<void>): Promise<void> {
    this.#searched = this.#searched.then(search, search);
    return this.#searched;
  }

  async #choose(candidates: readonly string[], workspace: Searched): Promise<void> {
    const { session } = workspace;
    // Clients differ in how they match patterns.
    const ids = candidates.filter(mayBeOutside);
    const read = new Map<string, Document | null>();
    for (const id of ids) {
      if (this.#others.has(id)) continue;
      await pause();
      read.set(id, await session.load(id));
    }
    const documents = [...read.values()].filter((document) => document !== null);
    const relevant = documents.filter(
      (document) => document.text.length <= limits.outsideText && isOutside(document),
    );
    const found = concerningVaults(relevant).map(({ id }) => id);
    if (this.#others.size > 0 && found.some((id) => !this.#found.includes(id))) {
      // Pipelines that concerned no vault may run a script that does now.
      this.#others = new Set();
      await this.#choose(ids, workspace);
      return;
    }
    this.#found = found;
    const others = ids.filter((id) => this.#others.has(id));
    for (const id of found) read.delete(id);
    for (const [id, document] of read) {
      // What has changed meanwhile is read by the next search.
      if (session.document(id) === document) others.push(id);
      session.forget(id);
    }
    this.#others = new Set(others);
  }

  /** Files have changed on disk. */
  changed(ids: readonly string[]): void {
    this.#others = new Set([...this.#others].filter((id) => !ids.includes(id)));
  }

  /** The files that concern vaults. */
  idsIn(workspace: Pick<Searched, "session">): readonly string[] {
    const open = workspace.session
      .openIds()
      .filter(
        (id) => isOutsideFile(id, workspace) && mayCallVaults(workspace.session.document(id)?.text ?? ""),
      );
    return [...new Set([...this.#found, ...open])];
  }

  /** Whether a file concerns vaults. */
  includes(id: string, workspace: Pick<Searched, "session">): boolean {
    const isFound = this.#found.includes(id) || mayCallVaults(workspace.session.document(id)?.text ?? "");
    return isFound && isOutsideFile(id, workspace);
  }

  /** The same with other texts in place of some files. */
  async over(workspace: Pick<Searched, "session">, texts: Overlay): Promise<OutsideReading> {
    const others = [...texts.keys()].filter(mayBeOutside);
    const ids = [...new Set([...this.idsIn(workspace), ...others])];
    const loaded = await Promise.all(
      ids.map(async (id) => (texts.has(id) ? texts.get(id) : await workspace.session.load(id))),
    );
    const documents = concerningVaults(
      loaded.filter((each) => each !== null && each !== undefined).filter(isOutside),
    );
    const byId = new Map(documents.map((document) => [document.id, document]));
    return readOutside(documents, {
      find: (id) => byId.get(id) ?? (this.#others.has(id) || texts.has(id) ? null : undefined),
    });
  }

  /** What these files do with vaults; the same object as long as they do not change. */
  async now(workspace: Pick<Searched, "session">): Promise<OutsideReading> {
    const ids = this.idsIn(workspace);
    if (ids.length === 0) return nothingOutside;
    const loaded = await Promise.all(ids.map((id) => workspace.session.load(id)));
    const documents = loaded.filter((document) => document !== null);
    const before = this.#read;
    if (areSame(before.documents, documents)) return before.reading;
    const byId = new Map(documents.map((document) => [document.id, document]));
    const find = (id: string): Document | null | undefined =>
      byId.get(id) ?? (this.#others.has(id) ? null : undefined);
    const reading = readOutside(documents, { find }, before.reading);
    this.#read = { documents, reading };
    return reading;
  }
}
