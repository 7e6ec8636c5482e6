import { type AccessFile, type Files, findAccessFile, folderOfRoot } from "../core/index.ts";
import { folderId } from "./files.ts";
import type { Session } from "./session.ts";

/** The access files that apply, searched for on every request: their documents and results are memoized elsewhere. */
export class WorkspaceAccessFiles {
  readonly #session: Session;
  readonly #folders: () => readonly string[];

  constructor(session: Session, folders: () => readonly string[]) {
    this.#session = session;
    this.#folders = folders;
  }

  /**
   * The access file that is in force for a root, with what those above add; null if there is none. Nothing outside the root's workspace folder is read.
   */
  of(root: string): Promise<AccessFile | null> {
    return this.#session.ask((files) => this.inForce(root, files));
  }

  /** The same, among files that are already loaded. */
  inForce(root: string, files: Pick<Files, "get">): AccessFile | null {
    const own = folderOfRoot(root);
    // An untitled document is in no folder.
    if (own === "") return null;
    const around = this.#folders().map(folderId);
    const top = around.find((each) => own.startsWith(each)) ?? own;
    return findAccessFile(root, { get: (id) => (id.startsWith(top) ? files.get(id) : null) });
  }
}
