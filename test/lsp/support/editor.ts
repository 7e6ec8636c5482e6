import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  type CodeAction,
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { type Host, noFiles } from "../../../server/src/lsp/files.ts";
import { lifeCycle } from "../../../server/src/lsp/life-cycle.ts";
import { startServer } from "../../../server/src/lsp/server.ts";
import { applyEdits, type Encoding, positionAt, sliceOf } from "./places.ts";
import { answerServer, capabilitiesOf, type Inbox } from "./client-side.ts";

/** What the editor of a test can do and says of itself; what is left out is what VS Code does. */
export interface EditorOptions {
  readonly encodings?: readonly Encoding[];
  readonly capabilities?: ClientCapabilities;
  /** Whether it asks for problems rather than being sent them; true unless given. */
  readonly pull?: boolean;
  readonly initializationOptions?: unknown;
  readonly folders?: readonly string[];
  /** The language of its user. */
  readonly locale?: string;
  /** Answers `workspace/configuration` for each resource. */
  readonly settings?: (uri: string | undefined) => unknown;
  /** Answers further requests of the server, by method. */
  readonly answers?: Readonly<Record<string, (params: never) => unknown>>;
  readonly host?: Partial<Host>;
}

/** An editor at the other end of a real connection: the server runs in this process, the messages go through streams. */
export class Editor {
  readonly connection: MessageConnection;
  readonly encoding: Encoding;
  readonly initialized: InitializeResult;
  /** What the server sent without a request. */
  readonly inbox: Inbox;
  readonly #documents = new Map<string, { text: string; version: number }>();

  private constructor(connection: MessageConnection, initialized: InitializeResult, inbox: Inbox) {
    this.connection = connection;
    this.initialized = initialized;
    this.inbox = inbox;
    this.encoding = (initialized.capabilities.positionEncoding ?? "utf-16") as Encoding;
  }

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    startServer(
      createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient), lifeCycle()),
      {
        files: noFiles,
        ...options.host,
      },
    );
    return Editor.connect(
      createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)),
      options,
    );
  }

  /** Greets the server at the other end of a connection. */
  static async connect(connection: MessageConnection, options: EditorOptions = {}): Promise<Editor> {
    const inbox = answerServer(connection, options);
    connection.listen();
    const initialized = await connection.sendRequest<InitializeResult>("initialize", {
      processId: null,
      rootUri: null,
      ...(options.locale === undefined ? {} : { locale: options.locale }),
      workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: uri })),
      capabilities: capabilitiesOf(options),
      initializationOptions: options.initializationOptions ?? { commands: true },
    });
    const editor = new Editor(connection, initialized, inbox);
    await connection.sendNotification("initialized", {});
    return editor;
  }

  async open(uri: string, text: string, languageId = "json"): Promise<void> {
    this.#documents.set(uri, { text, version: 1 });
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the first occurrence of a text, as typing would. */
  async type(uri: string, replaced: string, by: string): Promise<void> {
    const start = this.document(uri).text.indexOf(replaced);
    if (start < 0) throw new Error(`'${replaced}' does not stand in ${uri}.`);
    await this.typeAt(uri, start, replaced.length, by);
  }

  /** Replaces some UTF-16 units; what would cut a character in two is moved to its start. */
  async typeAt(uri: string, at: number, length: number, by: string): Promise<void> {
    const document = this.document(uri);
    const { text } = document;
    const [start, end] = [whole(text, at), whole(text, Math.min(at + length, text.length))];
    const range = {
      start: positionAt(text, start, this.encoding),
      end: positionAt(text, end, this.encoding),
    };
    document.text = text.slice(0, start) + by + text.slice(end);
    document.version++;
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: document.version },
      contentChanges: [{ range, text: by }],
    });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  async fileChanged(uri: string): Promise<void> {
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri, type: 2 }],
    });
  }

  /** A file or folder was created or moved; of the files in a folder, editors report nothing. */
  async created(uri: string): Promise<void> {
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri, type: 1 }],
    });
  }

  /** A file or folder was deleted; of the files in a folder, editors report nothing. */
  async deleted(uri: string): Promise<void> {
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri, type: 3 }],
    });
  }

  text(uri: string): string {
    return this.document(uri).text;
  }

  async report(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.report(uri);
    if (report.kind !== "full") throw new Error("A full report was expected.");
    return report.items;
  }

  /** `KV101 "Allow"` for each problem: its code and the text it underlines. */
  async problems(uri: string): Promise<readonly string[]> {
    const { text } = this.document(uri);
    const diagnostics = await this.diagnostics(uri);
    return diagnostics.map(({ code, range }) => `${String(code)} ${sliceOf(text, range, this.encoding)}`);
  }

  /** A request at the first occurrence of a text, or at an offset within it. */
  async at<R>(method: string, uri: string, text: string, more: object = {}): Promise<R> {
    const document = this.document(uri);
    const start = document.text.indexOf(text);
    if (start < 0) throw new Error(`'${text}' does not stand in ${uri}.`);
    const position = positionAt(document.text, start + 1, this.encoding);
    return this.request(method, { textDocument: { uri }, position, ...more });
  }

  async request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  /** The actions offered at a text. */
  async actions(uri: string, text: string, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const document = this.document(uri);
    const position = positionAt(document.text, document.text.indexOf(text) + 1, this.encoding);
    return this.request("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
  }

  async resolve(action: CodeAction | undefined): Promise<CodeAction> {
    if (!action) throw new Error("The action is not on offer.");
    return this.request("codeAction/resolve", action);
  }

  /** The text of a document once an edit is made; the document itself stays as it is. */
  edited(uri: string, edit: WorkspaceEdit | undefined): string {
    const edits = (edit?.documentChanges ?? []).flatMap((change) =>
      "edits" in change && change.textDocument.uri === uri ? change.edits : [],
    ) as TextEdit[];
    return applyEdits(this.document(uri).text, [...edits, ...(edit?.changes?.[uri] ?? [])], this.encoding);
  }

  private document(uri: string): { text: string; version: number } {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`${uri} is not open.`);
    return document;
  }
}

/** The offset, unless it lies within a character or a line end. */
function whole(text: string, offset: number): number {
  const around = text.slice(Math.max(0, offset - 1), offset + 1);
  return /^(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|\r\n)$/.test(around) ? offset - 1 : offset;
}
