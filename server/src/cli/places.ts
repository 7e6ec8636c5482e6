import type { DocumentId, Span } from "../core/index.ts";
import { LineIndex } from "../core/index.ts";
import type { Disk } from "./disk.ts";
import { printPath } from "./disk.ts";
import type { Place } from "./report.ts";

/** Turns offsets into the lines and characters of reports, both 1-based. */
export interface Places {
  readonly start: (span: Span) => Place;
  readonly end: (span: Span) => Place;
  readonly at: (document: DocumentId, offset: number) => Place;
}

/** Places in the documents of a disk; each document's lines are counted once. */
export function placesOf(disk: Disk): Places {
  const indexes = new Map<DocumentId, LineIndex>();
  const at = (document: DocumentId, offset: number): Place => {
    const index = indexes.get(document) ?? new LineIndex(disk.get(document)?.text ?? "");
    indexes.set(document, index);
    return { file: printPath(document), ...index.at(offset) };
  };
  return {
    at,
    start: (span) => at(span.document, span.start),
    end: (span) => at(span.document, span.end),
  };
}
