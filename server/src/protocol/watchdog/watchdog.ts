import type { LeftOutReason } from "../../core/text/document.ts";

/** The environment of a watchdog. */
export interface Surroundings {
  /** Sends a message to the server, which runs in a thread of its own, so that it can be ended if it does not respond. */
  readonly toServer: (message: Message) => void;
  readonly endServer: () => void;
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

/** A server that has just started may take this many times the deadline. */
const toStart = 6;
/**
 * How often the server is checked per deadline. What counts is the number of checks that find it silent, so that a
 * machine that was asleep performs only one check when it wakes up.
 */
const looks = 10;

/**
 * Connects a client and its server. A server that stops responding is ended; the client is notified of the document that the
 * server was working on, so that it can have the next server leave this document out. The server is checked as long as responses are
 * pending, and for a while afterwards.
 */
export class Watchdog {
  readonly #around: Surroundings;
  readonly #pending = new Map<number | string, Pending>();
  /** How many document changes the server was sent. */
  readonly #keystrokes = sharedNumber();
  #atWork: string | null = null;
  #isGreeted = false;
  #isShutDown = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #silence = 0;
  #isPinged = false;
  #hasSpoken = false;
  #isBusy = false;

  constructor(around: Surroundings) {
    this.#around = around;
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
    this.#around.toServer(this.#track(method === "initialize" ? this.#greeting(message) : message));
    this.#expectWork();
  }

  /** Handles a message from the server. */
  hear(message: Message): void {
    const { id, method, params } = message;
    this.#silence = 0;
    this.#hasSpoken = true;
    if (method === undefined) this.#atWork = null;
    else this.#expectWork();
    if (method === watching.working) this.#atWork = String(at(params, "uri"));
    else if (method === undefined && id === watching.ping) this.#isPinged = false;
    else {
      if (method === undefined) this.#pending.delete(id ?? "");
      this.#around.toClient(message);
    }
  }

  /** Ends the server because of an error in it, or for another reason. A client that has asked for `shutdown` gets its response. */
  fail(why: LeftOutReason = { kind: "failed" }): void {
    clearInterval(this.#timer);
    this.#around.endServer();
    const shutdown = [...this.#pending.values()].find(({ message }) => message.method === "shutdown");
    if (shutdown) this.#around.toClient({ jsonrpc: "2.0", id: shutdown.message.id ?? null, result: null });
    else this.#around.onEnd({ uri: this.#atWork ?? this.#suspect(), why });
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

  /** Something was sent to the server, or it has reported something. */
  #expectWork(): void {
    this.#isBusy = true;
    this.#timer ??= setInterval(() => {
      this.#look();
    }, this.#around.deadline / looks);
  }

  #look(): void {
    const { deadline, toServer } = this.#around;
    if (this.#isPinged) {
      this.#silence++;
      if (this.#silence >= looks * (this.#hasSpoken ? 1 : toStart))
        this.fail({ kind: "silent", seconds: Math.round(deadline / 1000) });
    } else if (this.#isBusy || this.#pending.size > 0) {
      this.#isBusy = false;
      this.#isPinged = true;
      toServer({ jsonrpc: "2.0", id: watching.ping, method: watching.ping });
    } else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
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

/** The name of the shared memory in a request through which a watchdog cancels it while the server is working. */
export const cancellation = "$keyVaultNetworkCancelled";

/** The parts of a JSON-RPC message that a watchdog reads. */
export interface Message {
  readonly jsonrpc: string;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
  readonly [cancellation]?: ArrayBufferLike;
}

/** Messages between a watchdog and the server; clients never see them. */
export const watching = {
  /** A request without content: the server answers as soon as it can. */
  ping: "$/keyVaultNetwork/ping",
  /** A notification of the server: what it is about to work on, `WorkingParams`. */
  working: "$/keyVaultNetwork/working",
} as const;

export interface WorkingParams {
  /** The address of a document, or of a Terraform folder, which ends in a slash. */
  readonly uri: string;
}

/** A document or a Terraform folder that is left out until it changes, and why. */
export interface LeftOut {
  readonly uri: string;
  readonly why: LeftOutReason;
}

/** Why a watchdog ended the server, and what the server was working on; `uri` is null if that is not known. */
export interface EndedParams {
  readonly uri: string | null;
  readonly why: LeftOutReason;
}

/** What a watchdog adds to `initializationOptions`, as `watched`. */
export interface Watched {
  /**
   * Shared memory with the number of document changes that were forwarded, the latest of which a working server has not
   * read yet; missing if threads share no memory.
   */
  readonly keystrokes?: SharedArrayBuffer;
}

function isRequest(message: Message): message is Message & { id: number | string; method: string } {
  return message.method !== undefined && message.id !== undefined && message.id !== null;
}

/** A member of a value from the client, which may be anything. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, name)
        ? Reflect.get(inner, name)
        : undefined,
    value,
  );
}
