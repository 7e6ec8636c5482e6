import type { LeftOutReason } from "../../core/text/document.ts";
import {
  at,
  cancellation,
  type EndedParams,
  isRequest,
  type Message,
  type Watched,
  watching,
} from "./messages.ts";
import { Watch } from "./watch.ts";

/** A server in a thread of its own, so that it can be ended if it does not respond. */
export interface Server {
  readonly post: (message: Message) => void;
  readonly end: () => void;
}

/** The environment of a watchdog. */
export interface Surroundings {
  readonly start: (heard: (message: Message) => void, ended: () => void) => Server;
  readonly toClient: (message: Message) => void;
  /** How long a server may send nothing while a response is pending, in milliseconds. */
  readonly deadline: number;
  /** The server did not respond or failed: its client has to start another one. */
  readonly onEnd: (ended: EndedParams) => void;
}

interface Pending {
  readonly message: Message;
  readonly flag: Int32Array | null;
}

/**
 * Connects a client and its server. A server that stops responding is ended; the client is notified of the document that the
 * server was working on, so that it can have the next server leave this document out.
 */
export class Watchdog {
  readonly #around: Surroundings;
  readonly #watch: Watch;
  readonly #server: Server;
  readonly #pending = new Map<number | string, Pending>();
  /** How many document changes the server was sent. */
  readonly #keystrokes = sharedNumber();
  #atWork: string | null = null;
  #isGreeted = false;
  #isShutDown = false;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#watch = new Watch({
      deadline: around.deadline,
      ping: () => {
        this.#server.post({ jsonrpc: "2.0", id: watching.ping, method: watching.ping });
      },
      isWaitedFor: () => this.#pending.size > 0,
      onSilence: () => {
        this.#fail({ kind: "silent", seconds: Math.round(around.deadline / 1000) });
      },
    });
    this.#server = around.start(
      (message) => {
        this.#hear(message);
      },
      () => {
        this.#fail({ kind: "failed" });
      },
    );
  }

  /** Whether the client has asked the server to shut down. */
  get isShutDown(): boolean {
    return this.#isShutDown;
  }

  /** Handles a message from the client. */
  receive(message: Message): void {
    const { method, params } = message;
    if (method === "initialize") this.#isGreeted = true;
    if (method === "shutdown") this.#isShutDown ||= this.#isGreeted;
    if (method === "$/cancelRequest") this.#cancel(at(params, "id"));
    if (this.#keystrokes && method === "textDocument/didChange") Atomics.add(this.#keystrokes, 0, 1);
    this.#server.post(this.#track(method === "initialize" ? this.#greeting(message) : message));
    this.#watch.busy();
  }

  /** Ends the server. */
  end(): void {
    this.#watch.stop();
    this.#server.end();
  }

  #greeting(message: Message): Message {
    const options = at(message.params, "initializationOptions");
    const keystrokes = this.#keystrokes?.buffer;
    const watched: Watched = keystrokes ? { keystrokes } : {};
    const initializationOptions = { ...(typeof options === "object" ? options : {}), watched };
    return { ...message, params: { ...(message.params as object | undefined), initializationOptions } };
  }

  /** A request with a flag that cancels it while the server is working, if threads share memory. */
  #track(message: Message): Message {
    if (!isRequest(message)) return message;
    const flag = sharedNumber();
    this.#pending.set(message.id, { message, flag });
    return flag ? { ...message, [cancellation]: flag.buffer } : message;
  }

  #cancel(id: unknown): void {
    const flag = typeof id === "string" || typeof id === "number" ? this.#pending.get(id)?.flag : null;
    if (flag) Atomics.store(flag, 0, 1);
  }

  #hear(message: Message): void {
    const { id, method, params } = message;
    this.#watch.heard();
    if (method === undefined) this.#atWork = null;
    else this.#watch.busy();
    if (method === watching.working) this.#atWork = String(at(params, "uri"));
    else if (method === undefined && id === watching.ping) this.#watch.answered();
    else {
      if (method === undefined) this.#pending.delete(id ?? "");
      this.#around.toClient(message);
    }
  }

  /** A client that shuts the server down gets its response, and no other server is needed. */
  #fail(why: LeftOutReason): void {
    this.end();
    const shutdown = [...this.#pending.values()].find(({ message }) => message.method === "shutdown");
    if (shutdown) this.#around.toClient({ jsonrpc: "2.0", id: shutdown.message.id ?? null, result: null });
    else this.#around.onEnd({ uri: this.#atWork ?? this.#suspect(), why });
  }

  /** The document of the request that has been pending longest. */
  #suspect(): string | null {
    const uris = [...this.#pending.values()].map(({ message }) => at(message.params, "textDocument", "uri"));
    return uris.find((uri) => typeof uri === "string") ?? null;
  }
}

/** A number that threads share, if they share memory. */
function sharedNumber(): Int32Array<SharedArrayBuffer> | null {
  return typeof SharedArrayBuffer === "function" ? new Int32Array(new SharedArrayBuffer(4)) : null;
}
