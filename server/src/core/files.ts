import type { Document } from "./text/document.ts";
import type { DocumentId } from "./text/span.ts";

/** What the host knows of the files around a root. The core asks, and never waits. */
export interface Files {
  /** The document; null when there is no such file; undefined when the host has not looked yet. */
  readonly get: (id: DocumentId) => Document | null | undefined;
  /** The id of a path as written in a document. */
  readonly resolve: (from: DocumentId, path: string) => DocumentId;
}

/** Files that also remember what was asked for. */
export interface WatchedFiles extends Files {
  /** Every file asked for, whether it was there or not: a change of one makes the analysis stale. */
  readonly reads: ReadonlySet<DocumentId>;
  /** Files the host has to look for before the analysis is complete. */
  readonly wants: ReadonlySet<DocumentId>;
}

/** Notes down what is asked of the files. */
export function watchFiles(files: Files): WatchedFiles {
  const reads = new Set<DocumentId>();
  const wants = new Set<DocumentId>();
  return {
    reads,
    wants,
    resolve: files.resolve,
    get: (id) => {
      reads.add(id);
      const found = files.get(id);
      if (found === undefined) wants.add(id);
      return found;
    },
  };
}
