import type { AccessFile } from "../core/index.ts";
import { findAccessFile, folderOf } from "../core/index.ts";
import { isFolder } from "./file-store.ts";
import { normalizeUri } from "./files.ts";
import type { Session } from "./session.ts";

/** The access files in force, found anew whenever they are asked for: what they are read from is remembered elsewhere. */
export class AccessFiles {
  readonly #session: Session;
  readonly #folders: () => readonly string[];

  constructor(session: Session, folders: () => readonly string[]) {
    this.#session = session;
    this.#folders = folders;
  }

  /** The one in force at a root; null when there is none. Nothing is read outside of the workspace folder around it. */
  of(root: string): Promise<AccessFile | null> {
    const own = isFolder(root) ? root : folderOf(root);
    // An untitled document stands in no folder.
    if (own === "") return Promise.resolve(null);
    const around = this.#folders().map((each) => `${normalizeUri(each).replace(/\/$/, "")}/`);
    const top = around.find((each) => own.startsWith(each)) ?? own;
    return this.#session.ask((files) =>
      findAccessFile(own, { get: (id) => (id.startsWith(top) ? files.get(id) : null) }),
    );
  }
}
