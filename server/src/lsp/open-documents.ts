import type {
  Connection,
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { type Document, editedDocument } from "../core/index.ts";
import type { Converter } from "./convert.ts";
import { normalizeUri } from "./files.ts";

/** A document as the editor has it. */
export interface OpenDocument {
  /** The address as the client spells it; the document's ID is the normalized spelling. */
  readonly uri: string;
  readonly version: number;
  readonly document: Document;
  /** Whether it differs from what was last opened or saved. */
  readonly changed: boolean;
}

/** The documents that are open in the editor, by normalized address. */
export interface OpenDocuments {
  readonly get: (id: string) => OpenDocument | undefined;
  readonly all: () => readonly OpenDocument[];
}

export type OpenEvent = "opened" | "changed" | "saved" | "closed";

/** Keeps the open documents up to date with the client's notifications; each change creates a new `Document`. */
export function trackOpenDocuments(
  connection: Connection,
  converter: Converter,
  onEvent: (document: OpenDocument, event: OpenEvent) => void,
  onChangeRead: () => void = () => undefined,
): OpenDocuments {
  const open = new Map<string, OpenDocument>();
  connection.onDidOpenTextDocument((params) => {
    const opened = openDocument(params);
    open.set(opened.document.id, opened);
    onEvent(opened, "opened");
  });
  connection.onDidChangeTextDocument((params) => {
    onChangeRead();
    const before = open.get(normalizeUri(params.textDocument.uri));
    // A notification that arrives late is older than the current version.
    if (!before || params.textDocument.version < before.version) return;
    const changed = changeDocument(before, params, converter);
    open.set(before.document.id, changed);
    onEvent(changed, "changed");
  });
  connection.onDidSaveTextDocument(({ textDocument }) => {
    const before = open.get(normalizeUri(textDocument.uri));
    if (!before) return;
    const saved = { ...before, changed: false };
    open.set(before.document.id, saved);
    onEvent(saved, "saved");
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const before = open.get(normalizeUri(textDocument.uri));
    if (!before) return;
    open.delete(before.document.id);
    onEvent(before, "closed");
  });
  return { get: (id) => open.get(id), all: () => [...open.values()] };
}

function openDocument({ textDocument }: DidOpenTextDocumentParams): OpenDocument {
  const { uri, version, text, languageId } = textDocument;
  return {
    uri,
    version,
    document: { id: normalizeUri(uri), text, language: languageId },
    changed: false,
  };
}

function changeDocument(
  before: OpenDocument,
  { textDocument, contentChanges }: DidChangeTextDocumentParams,
  converter: Converter,
): OpenDocument {
  const document = contentChanges.reduce<Document>(
    (current, change) => editedDocument(current, applyChange(current, change, converter)),
    before.document,
  );
  return { ...before, version: textDocument.version, document, changed: true };
}

function applyChange(
  document: Document,
  change: TextDocumentContentChangeEvent,
  converter: Converter,
): string {
  if (!("range" in change)) return change.text;
  const { text } = document;
  const start = converter.toOffset(document, change.range.start);
  const end = converter.toOffset(document, change.range.end);
  return text.slice(0, start) + change.text + text.slice(end);
}
