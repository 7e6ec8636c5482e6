import type { HostTime } from "../logic/host-time.ts";
import type { Document, DocumentId } from "../text/document.ts";
import type { ModuleMapping } from "./module-mapping.ts";

/** What the host knows of the files around a root. The core asks, and never waits. */
export interface Files extends HostTime {
  /** The document; null when there is no such file; undefined when the host has not looked yet. */
  readonly get: (id: DocumentId) => Document | null | undefined;
  /** The same for functions that load text; `get` is used if a host does not distinguish them. */
  readonly getText?: (id: DocumentId) => Document | null | undefined;
  /** The id of a path as written in a document. */
  readonly resolve: (from: DocumentId, path: string) => DocumentId;
  /**
   * Whether a file is not part of what is evaluated, so that functions such as `file` and `loadTextContent` must not read it: its text
   * could hold what is secret, and reports show what templates make of it. Without this, they read everything.
   */
  readonly isOutside?: ((id: DocumentId) => boolean) | undefined;
  /**
   * The ids of the files and folders in a folder itself; null when there is no such folder; undefined when the host has not
   * looked yet. A folder's id ends in a slash. Without this, a Terraform file is evaluated on its own.
   */
  readonly list?: (folder: DocumentId) => readonly DocumentId[] | null | undefined;
  /** Replacements for modules of a root by their sources, as configured by the user. */
  readonly modulesOf?: ((root: DocumentId) => ModuleMapping | undefined) | undefined;
  /**
   * The folder in which Bicep keeps restored modules, unless configured otherwise. Without it, registry modules
   * stay opaque.
   */
  readonly bicepCache?: DocumentId | undefined;
}

/**
 * A folder that is nowhere: a host lists the folders of that name there which are part of the workspace, wherever they lie. Those of
 * what others published (`.terraform`, `node_modules`) are not among them.
 */
export function foldersNamed(name: string): DocumentId {
  return `${named}${encodeURIComponent(name)}/`;
}

/** The name of the folders that a host is asked to look for; null if it is asked for a folder as such. */
export function nameSearched(folder: DocumentId): string | null {
  return folder.startsWith(named) ? decodeURIComponent(folder.slice(named.length, -1)) : null;
}

const named = "named:";

/** Files that also record what was requested. */
export interface WatchedFiles extends Files {
  readonly list: NonNullable<Files["list"]>;
  /** Every file and folder asked for, whether it was there or not: a change of one makes the analysis stale. */
  readonly reads: ReadonlySet<DocumentId>;
  /** Files of which nothing but the text was asked for, by functions such as `file` and `loadTextContent`. */
  readonly texts: () => ReadonlySet<DocumentId>;
  /** Files and folders, as the host has to supply them before the analysis is complete. */
  readonly wants: ReadonlySet<DocumentId>;
}

/** Whether an id is that of a folder. */
export function isFolder(id: DocumentId): boolean {
  return id.endsWith("/");
}

/** Notes down what is asked of the files. */
export function watchFiles(files: Files): WatchedFiles {
  const reads = new Set<DocumentId>();
  const texts = new Set<DocumentId>();
  const templates = new Set<DocumentId>();
  const wants = new Set<DocumentId>();
  const ask = <T>(id: DocumentId, answer: T | undefined): T | undefined => {
    reads.add(id);
    if (answer === undefined) wants.add(id);
    return answer;
  };
  return {
    reads,
    wants,
    resolve: files.resolve,
    bicepCache: files.bicepCache,
    isOutside: files.isOutside,
    modulesOf: files.modulesOf,
    texts: () => new Set([...texts].filter((id) => !templates.has(id))),
    get: (id) => {
      templates.add(id);
      return ask(id, files.get(id));
    },
    getText: (id) => {
      texts.add(id);
      return ask(id, files.get(id));
    },
    list: (folder) => (files.list ? ask(folder, files.list(folder)) : null),
  };
}
