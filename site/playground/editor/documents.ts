import { type ChangeSet, EditorState, type Extension, type TransactionSpec } from "@codemirror/state";
import { languageOf, nameOf, uriOf } from "../files/addresses.ts";
import type { NamedText } from "../files/example.ts";
import type { Rpc } from "../server/rpc.ts";

/** A file in the playground. Its state has the text and what the user did to it. */
export interface OpenFile {
  readonly name: string;
  readonly uri: string;
  readonly state: EditorState;
  readonly version: number;
}

/** The files of the playground, all of which are open documents of the server. */
export class Documents {
  readonly #server: Pick<Rpc, "notify">;
  readonly #extensions: (name: string) => Extension;
  readonly #files = new Map<string, OpenFile>();
  /** A file that is deleted and added again must not have an earlier version. */
  #versions = 0;

  constructor(server: Pick<Rpc, "notify">, extensions: (name: string) => Extension) {
    this.#server = server;
    this.#extensions = extensions;
  }

  get all(): readonly OpenFile[] {
    return [...this.#files.values()];
  }

  get texts(): readonly NamedText[] {
    return this.all.map(({ name, state }) => ({ name, text: textOf(state) }));
  }

  get(name: string): OpenFile | undefined {
    return this.#files.get(name);
  }

  at(uri: string): OpenFile | undefined {
    const name = nameOf(uri);
    return name === null ? undefined : this.#files.get(name);
  }

  /** Replaces all files. */
  replace(files: readonly NamedText[]): void {
    for (const { name } of this.all) this.remove(name);
    for (const file of files) this.add(file);
  }

  add({ name, text }: NamedText): OpenFile {
    const state = EditorState.create({ doc: text, extensions: this.#extensions(name) });
    const file = { name, uri: uriOf(name), state, version: ++this.#versions };
    this.#files.set(name, file);
    this.#open(file);
    this.#tellOfFile(file.uri, created);
    return file;
  }

  /** Opens all files for another server. */
  reopen(): void {
    for (const file of this.all) this.#open(file);
  }

  #open({ name, uri, version, state }: OpenFile): void {
    this.#server.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: languageOf(name), version, text: textOf(state) },
    });
  }

  remove(name: string): void {
    const file = this.#files.get(name);
    if (!file) return;
    this.#files.delete(name);
    this.#server.notify("textDocument/didClose", { textDocument: { uri: file.uri } });
    this.#tellOfFile(file.uri, deleted);
  }

  /** Keeps the order of the files. */
  rename(name: string, next: string): void {
    const files = this.texts.map((file) => (file.name === name ? { ...file, name: next } : file));
    this.replace(files);
  }

  /** Takes the state of a file after a transaction, and tells the server what has changed. */
  update(name: string, state: EditorState, changes: ChangeSet): void {
    const file = this.#files.get(name);
    if (!file) return;
    const version = changes.empty ? file.version : ++this.#versions;
    this.#files.set(name, { ...file, state, version });
    if (changes.empty) return;
    this.#server.notify("textDocument/didChange", {
      textDocument: { uri: file.uri, version },
      contentChanges: contentChanges(file.state, changes),
    });
  }

  /** Changes a file that no editor shows. */
  change(name: string, spec: TransactionSpec): void {
    const transaction = this.#files.get(name)?.state.update(spec);
    if (transaction) this.update(name, transaction.state, transaction.changes);
  }

  /** What is open is also a file of the folder: it may be a module that others call. */
  #tellOfFile(uri: string, type: number): void {
    this.#server.notify("workspace/didChangeWatchedFiles", { changes: [{ uri, type }] });
  }
}

/** https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#fileChangeType */
const [created, deleted] = [1, 3];

export function textOf(state: EditorState): string {
  return state.sliceDoc();
}

/** The last change first, so that each is about places in the text as it was. */
function contentChanges(before: EditorState, changes: ChangeSet): readonly object[] {
  const found: object[] = [];
  const position = (offset: number): object => {
    const line = before.doc.lineAt(offset);
    return { line: line.number - 1, character: offset - line.from };
  };
  changes.iterChanges((from, to, _start, _end, inserted) => {
    const range = { start: position(from), end: position(to) };
    found.unshift({ range, text: inserted.sliceString(0, inserted.length, "\n") });
  });
  return found;
}
