import type { AccessFile, Files } from "../core/index.ts";
import { findAccessFile, folderOfRoot } from "../core/index.ts";
import { normalizeUri } from "./files.ts";
import type { Session } from "./session.ts";

/** The access files that apply, searched for on every request: their documents and results are memoized elsewhere. */
export class WorkspaceAccessFiles {
  readonly #session: Session;
  readonly #folders: () => readonly string[];

  constructor(session: Session, folders: () => readonly string[]) {
    this.#session = session;
    this.#folders = folders;
  }

  /** The one in force at a root; null when there is none. Nothing is read outside of the workspace folder around it. */
  of(root: string): Promise<AccessFile | null> {
    return this.#session.ask((files) => this.inForce(root, files));
  }

  /** The same, of files that are known. */
  inForce(root: string, files: Pick<Files, "get">): AccessFile | null {
    const own = folderOfRoot(root);
    // An untitled document is in no folder.
    if (own === "") return null;
    const around = this.#folders().map((each) => `${normalizeUri(each).replace(/\/$/, "")}/`);
    const top = around.find((each) => own.startsWith(each)) ?? own;
    return findAccessFile(own, { get: (id) => (id.startsWith(top) ? files.get(id) : null) });
  }
}
