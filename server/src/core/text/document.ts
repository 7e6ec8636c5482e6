/**
 * An immutable text with a name. Whatever is computed from a document is memoized by its identity,
 * so a changed text is always a new object.
 */
export interface Document {
  readonly id: DocumentId;
  readonly text: string;
  /** The editor's language ID; for documents whose kind does not follow from their name. */
  readonly language?: string;
  /**
   * Read as it says things were before the deployment that it predicts. Left out, it is read as it says they will be; of a document that
   * holds one state only this makes no difference.
   */
  readonly moment?: "before";
  /** Why the host leaves it out: it is not read, and nothing it is part of is evaluated. */
  readonly leftOut?: LeftOutReason;
}

/** Reading it took too long, or a server that worked on it was silent or failed. */
export type LeftOutReason =
  | { readonly kind: "too-slow" | "silent"; readonly seconds: number }
  | { readonly kind: "failed" };

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

/** Replaces the text of a span; an empty span inserts. */
export interface Change {
  readonly span: Span;
  readonly text: string;
}

/** The text after all changes, which must belong to one document and must not overlap. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  const ordered = [...changes].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let done = 0;
  for (const change of ordered) {
    result += text.slice(done, change.span.start) + change.text;
    done = Math.max(done, change.span.end);
  }
  return result + text.slice(done);
}

/** A path relative to a folder, as access files name templates and pipelines; the whole id if it is elsewhere. */
export function pathFrom(folder: DocumentId, id: DocumentId): string {
  if (!id.startsWith(folder)) return id;
  try {
    // An editor's document IDs are URIs, in which spaces are `%20`.
    return decodeURIComponent(id.slice(folder.length));
  } catch {
    return id.slice(folder.length);
  }
}
