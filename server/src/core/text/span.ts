/** Names a document. The core only compares ids; hosts choose them (URIs in the editor, paths in the CLI). */
export type DocumentId = string;

/** A stretch of a document: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly document: DocumentId;
  readonly start: number;
  readonly end: number;
}

/** Whether `inner` lies within `outer`, ends included. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.document === inner.document && outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the offset touches the span, its end included, as a cursor does. */
export function touches(at: Span, offset: number): boolean {
  return at.start <= offset && offset <= at.end;
}

/** Orders spans by document, then start, then end. */
export function compareSpans(a: Span, b: Span): number {
  if (a.document !== b.document) return a.document < b.document ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}

/** A text that is equal for equal spans, for keys of maps. */
export function spanKey(at: Span): string {
  return `${at.document}#${at.start}-${at.end}`;
}
