import {
  askedAgain,
  at,
  type LeftOut,
  type Message,
  type OpenTextResult,
  type Supervised,
  supervision,
  uriIn,
} from "./messages.ts";

/** The most changes to one document that are kept one by one. */
const mostChanges = 500;

/** A document as it was opened, and since then how it was changed, and when it was saved. */
interface Opened {
  readonly message: Message;
  changes: readonly Message[];
}

/** What a server has been sent, so that it can be repeated for a new one. */
export class Replay {
  #initialize: Message | null = null;
  #initialized: Message | null = null;
  #configuration: Message | null = null;
  readonly #folders: Message[] = [];
  readonly #choices = new Map<string, Message>();
  readonly #open = new Map<string, Opened>();
  readonly #choiceMethods: ReadonlySet<string>;

  /** `choices` are the requests of which only the latest counts. */
  constructor(choices: readonly string[]) {
    this.#choiceMethods = new Set(choices);
  }

  /** The language of the client. */
  get locale(): unknown {
    return at(this.#initialize?.params, "locale");
  }

  get isInitialized(): boolean {
    return this.#initialize !== null;
  }

  /** Records a client's message; returns the URI of a document that has changed so often that its full text is needed. */
  take(message: Message): string | null {
    const { method } = message;
    if (method === undefined) return null;
    if (this.#choiceMethods.has(method)) this.#choices.set(method, message);
    switch (method) {
      case "initialize":
        this.#initialize ??= message;
        return null;
      case "initialized":
        this.#initialized = message;
        return null;
      case "workspace/didChangeConfiguration":
        this.#configuration = message;
        return null;
      case "workspace/didChangeWorkspaceFolders":
        this.#folders.push(message);
        return null;
      default:
        return this.#takeDocument(method, message, uriIn(message) ?? "");
    }
  }

  #takeDocument(method: string, message: Message, uri: string): string | null {
    if (method === "textDocument/didOpen") this.#open.set(uri, { message, changes: [] });
    if (method === "textDocument/didClose") this.#open.delete(uri);
    const opened = this.#open.get(uri);
    if (!opened || (method !== "textDocument/didChange" && method !== "textDocument/didSave")) return null;
    opened.changes = [...opened.changes, message];
    return opened.changes.length % mostChanges === 0 ? uri : null;
  }

  /** Keeps the text of a document instead of the changes that led to it, unless it was opened again meanwhile. */
  settle(uri: string, now: OpenTextResult): void {
    const opened = this.#open.get(uri);
    if (!opened || now === null) return;
    const last = opened.changes.findLastIndex((change) => versionOf(change) === now.version);
    if (last < 0) return;
    const textDocument = { ...document(opened.message), version: now.version, text: now.text };
    this.#open.set(uri, {
      message: { ...opened.message, params: { textDocument } },
      changes: opened.changes.slice(last + 1),
    });
  }

  /** The first message for a server: that of the client, with additions by its supervisor. */
  greeting(supervised: Supervised, initialize = this.#initialize): Message | null {
    if (!initialize) return null;
    const options = at(initialize.params, "initializationOptions");
    const initializationOptions = { ...(typeof options === "object" ? options : {}), supervised };
    // A server inside a process does not have to watch the client's process.
    const params = { ...(initialize.params as object | undefined), processId: null, initializationOptions };
    return { ...initialize, params };
  }

  /**
   * Everything after initialization, the choices with their own IDs; without those that are sent anyway because they
   * are pending.
   */
  messages(idOf: () => string, waiting: readonly Message[] = []): readonly Message[] {
    if (!this.#initialized) return [];
    const optional = [this.#configuration].flatMap((each) => (each ? [each] : []));
    return [
      this.#initialized,
      ...this.#folders,
      ...optional,
      ...[...this.#open.values()].flatMap(({ message, changes }) => [message, ...changes]),
      ...[...this.#choices.values()]
        .filter((choice) => !waiting.includes(choice))
        .map((choice) => ({
          ...choice,
          id: idOf(),
          params: { ...(choice.params as object | null), [askedAgain]: true },
        })),
      { jsonrpc: "2.0", method: supervision.replayed },
    ];
  }
}

function versionOf({ params }: Message): unknown {
  return at(params, "textDocument", "version");
}

function document(message: Message): object {
  const value = at(message.params, "textDocument");
  return typeof value === "object" && value !== null ? value : {};
}

/** Whether a client's message says that something left out has changed. */
export function changes({ method, params }: Message, { uri }: LeftOut): boolean {
  const changed =
    method === "textDocument/didChange"
      ? [at(params, "textDocument", "uri")]
      : method === "workspace/didChangeWatchedFiles"
        ? [at(params, "changes")].flatMap((list) =>
            Array.isArray(list) ? list.map((each) => at(each, "uri")) : [],
          )
        : [];
  return changed.some((each) => typeof each === "string" && isPartOf(spelled(each), spelled(uri)));
}

function isPartOf(uri: string, leftOut: string): boolean {
  return uri === leftOut || (leftOut.endsWith("/") && uri.slice(0, uri.lastIndexOf("/") + 1) === leftOut);
}

/** Clients differ in what they escape. */
function spelled(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
