import type { Document, DocumentId, Span } from "../text/document.ts";
import { LineIndex } from "../text/line-index.ts";
import type { Place } from "./report.ts";

/** Turns documents into the paths of reports, and offsets into their lines and characters, both 1-based. */
export interface Places {
  /** The path of a document or a folder. */
  readonly print: (document: DocumentId) => string;
  readonly start: (span: Span) => Place;
  readonly end: (span: Span) => Place;
  readonly at: (document: DocumentId, offset: number) => Place;
}

/** Where documents are had from, and how a host prints their ids. */
export interface Printed {
  readonly get: (document: DocumentId) => Document | null | undefined;
  readonly print: (document: DocumentId) => string;
}

/** Places in the documents of a host; each document's lines are counted once. */
export function placesOf({ get, print }: Printed): Places {
  const indexes = new Map<DocumentId, LineIndex>();
  const at = (document: DocumentId, offset: number): Place => {
    const index = indexes.get(document) ?? new LineIndex(get(document)?.text ?? "");
    indexes.set(document, index);
    return { file: print(document), ...index.at(offset) };
  };
  return {
    at,
    print,
    start: (span) => at(span.document, span.start),
    end: (span) => at(span.document, span.end),
  };
}
