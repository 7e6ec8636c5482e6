import type { EndReason } from "../../core/words/supervisor-words.ts";
import {
  at,
  cancellation,
  isRequest,
  type LeftOut,
  type Message,
  nameOf,
  type OpenTextResult,
  type Supervised,
  supervision,
  uriIn,
} from "./messages.ts";
import { changes, Replay } from "./replay.ts";
import { sentencesFor } from "./sentences.ts";
import { Traces } from "./traces.ts";
import { Watch } from "./watch.ts";

/** A server that runs separately from its supervisor, so that it can be ended if it does not respond. */
export interface Server {
  readonly post: (message: Message) => void;
  readonly end: () => void;
}

/** The environment of a supervisor. */
export interface Surroundings {
  readonly start: (heard: (message: Message) => void, ended: () => void) => Server;
  readonly toClient: (message: Message) => void;
  /** How long a server may send nothing while a response is pending, in milliseconds. */
  readonly deadline: number;
  /** The requests of which only the latest counts. */
  readonly choices: readonly string[];
  /** One server after the other fails: starting another is pointless. */
  readonly giveUp: (why: string) => void;
}

interface Pending {
  readonly message: Message;
  readonly flag: Int32Array | null;
  /** A server was ended while this was pending. */
  readonly isSecond: boolean;
}

/** No more servers than this are started in a row. */
const mostInARow = 3;

/** The codes of https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#errorCodes. */
const [requestFailed, invalidRequest] = [-32803, -32600];

/**
 * Connects a client and its server. A server that stops responding is ended, and a new one receives the same messages,
 * except for the document that the first one was working on: that document is named, and left out until it changes. The
 * new server answers all pending requests.
 */
export class Supervisor {
  readonly #around: Surroundings;
  readonly #replay: Replay;
  readonly #watch: Watch;
  readonly #traces = new Traces();
  readonly #pending = new Map<number | string, Pending>();
  readonly #own = new Map<string, (result: unknown) => void>();
  #server: Server;
  /** How many document changes the server was sent. */
  #keystrokes: Int32Array<SharedArrayBuffer> | null = null;
  /** Responses to requests of an ended server have no recipient. */
  #generation = 0;
  #ids = 0;
  #leftOut: readonly LeftOut[] = [];
  #atWork: string | null = null;
  #inARow = 0;
  #shutdown: Message | null = null;
  #isEnded = false;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#replay = new Replay(around.choices);
    this.#watch = new Watch({
      deadline: around.deadline,
      ping: (answered) => {
        this.#ask(supervision.ping, {}, answered);
      },
      isWaitedFor: () => this.#pending.size > 0,
      onSilence: () => {
        this.#replace({ kind: "silent", seconds: Math.round(around.deadline / 1000) });
      },
    });
    this.#server = this.#start();
  }

  get isShutDown(): boolean {
    return this.#shutdown !== null;
  }

  /** Handles a message from the client. */
  receive(message: Message): void {
    if (this.#shutdown) {
      this.#refuse(message);
      return;
    }
    if (message.method === "shutdown" && isRequest(message) && this.#replay.isInitialized) {
      this.#shutDown(message);
      return;
    }
    if (message.method === undefined) {
      this.#answerServer(message);
      return;
    }
    this.#leftOut = this.#leftOut.filter((each) => !changes(message, each));
    this.#cancel(message);
    const uri = this.#replay.take(message);
    const greeting = message.method === "initialize" ? this.#greeting(message) : message;
    this.#send(isRequest(message) ? this.#track(greeting, message, false) : greeting);
    if (uri !== null) this.#settle(uri);
  }

  /** Ends the server. */
  end(): void {
    this.#watch.stop();
    this.#server.end();
  }

  #start(): Server {
    this.#keystrokes = sharedNumber();
    const generation = this.#generation;
    const isNow = (): boolean => generation === this.#generation;
    return this.#around.start(
      (message) => {
        if (isNow()) this.#hear(message);
      },
      () => {
        if (isNow() && !this.#shutdown) this.#replace({ kind: "failed" });
      },
    );
  }

  #greeting(message: Message): Message {
    return this.#replay.greeting(this.#supervised(), message) ?? message;
  }

  #supervised(): Supervised {
    const keystrokes = this.#keystrokes?.buffer;
    return { leftOut: this.#leftOut, ...(keystrokes ? { keystrokes } : {}) };
  }

  /** The message with a flag that cancels it while the server is working, if threads share memory. */
  #track(sent: Message, message: Message, isSecond: boolean): Message {
    const flag = sharedNumber();
    if (isRequest(message)) this.#pending.set(message.id, { message, flag, isSecond });
    return flag ? { ...sent, [cancellation]: flag.buffer } : sent;
  }

  #cancel({ method, params }: Message): void {
    if (method !== "$/cancelRequest") return;
    const id = at(params, "id");
    const flag = typeof id === "string" || typeof id === "number" ? this.#pending.get(id)?.flag : null;
    if (flag) Atomics.store(flag, 0, 1);
  }

  #settle(uri: string): void {
    this.#ask(supervision.openText, { uri }, (result) => {
      // The server is the extension's own, so its messages have the expected types.
      this.#replay.settle(uri, result as OpenTextResult);
    });
  }

  /** The client responds to a request of the server, identified by its ID. */
  #answerServer(message: Message): void {
    const [generation, kind, ...id] = String(message.id).split("/");
    if (Number(generation) !== this.#generation || id.length === 0) return;
    const own = id.join("/");
    this.#send({ ...message, id: kind === "n" ? Number(own) : own });
  }

  #hear(message: Message): void {
    this.#watch.heard();
    if (message.method !== undefined) this.#watch.busy();
    if (message.method === supervision.working) {
      this.#atWork = String(at(message.params, "uri"));
      return;
    }
    this.#traces.take(message);
    if (isRequest(message)) {
      const kind = typeof message.id === "number" ? "n" : "s";
      this.#around.toClient({ ...message, id: `${this.#generation}/${kind}/${message.id}` });
    } else if (message.method === undefined) this.#hearAnswer(message);
    else this.#around.toClient(message);
  }

  #hearAnswer(message: Message): void {
    this.#atWork = null;
    const own = typeof message.id === "string" ? this.#own.get(message.id) : undefined;
    if (own) {
      this.#own.delete(String(message.id));
      own(message.result);
      return;
    }
    if (message.id !== undefined && message.id !== null) this.#pending.delete(message.id);
    this.#inARow = 0;
    this.#around.toClient(message);
    this.#finishShutdown();
  }

  #send(message: Message): void {
    if (this.#keystrokes && message.method === "textDocument/didChange") Atomics.add(this.#keystrokes, 0, 1);
    this.#server.post(message);
    this.#watch.busy();
  }

  #ask(method: string, params: object, take: (result: unknown) => void): void {
    const id = this.#ownId();
    this.#own.set(id, take);
    this.#server.post({ jsonrpc: "2.0", id, method, params });
  }

  #ownId(): string {
    return `keyvault-network/${this.#ids++}`;
  }

  /** Starts another server in place of one that does not respond or has ended. */
  #replace(why: EndReason): void {
    const guilty = this.#atWork ?? this.#suspect();
    this.#server.end();
    this.#generation++;
    this.#own.clear();
    this.#atWork = null;
    this.#watch.restart();
    for (const message of this.#traces.takeAway(() => this.#ownId())) this.#around.toClient(message);
    this.#inARow = guilty === null || this.#leftOut.some(({ uri }) => uri === guilty) ? this.#inARow + 1 : 0;
    if (this.#inARow > mostInARow) {
      this.#watch.stop();
      const ended = why.kind === "silent" ? "did not respond" : "failed";
      this.#around.giveUp(`${this.#inARow} servers in a row ${ended}`);
      return;
    }
    this.#leaveOut(guilty, why);
    this.#server = this.#start();
    this.#resend();
    this.#finishShutdown();
  }

  /** The document of the request that has been pending longest. */
  #suspect(): string | null {
    for (const { message } of this.#pending.values()) {
      const uri = uriIn(message);
      if (uri !== null) return uri;
    }
    return null;
  }

  #leaveOut(uri: string | null, why: EndReason): void {
    const sentences = sentencesFor(this.#replay.locale);
    if (uri !== null) this.#leftOut = [...this.#leftOut.filter((each) => each.uri !== uri), { uri, why }];
    const message = uri === null ? sentences.restarted(why) : sentences.leavesOut(nameOf(uri), why);
    this.#around.toClient({
      jsonrpc: "2.0",
      method: "window/showMessage",
      params: { type: 2, message },
    });
  }

  /**
   * Repeats the client's messages and the pending requests for the new server; a request that was pending for two
   * servers is abandoned.
   */
  #resend(): void {
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    const isGreeted = !waiting.some(({ message }) => message.method === "initialize");
    const greeting = isGreeted ? this.#replay.greeting(this.#supervised()) : null;
    if (greeting) {
      const id = this.#ownId();
      this.#own.set(id, () => undefined);
      this.#send({ ...greeting, id });
    }
    const asked = waiting.map(({ message }) => message);
    if (isGreeted) for (const each of this.#replay.messages(() => this.#silentId(), asked)) this.#send(each);
    for (const { message, isSecond } of waiting) {
      if (isSecond) this.#fail(message, requestFailed, sentencesFor(this.#replay.locale).noAnswer);
      else if (isRequest(message))
        this.#send(
          this.#track(message.method === "initialize" ? this.#greeting(message) : message, message, true),
        );
    }
  }

  /** The ID of a request whose response no client waits for. */
  #silentId(): string {
    const id = this.#ownId();
    this.#own.set(id, () => undefined);
    return id;
  }

  /**
   * The response arrives once all other requests are answered. Those that are not within the time limit for that fail; a server that is
   * still starting has as much time as for anything else.
   */
  #shutDown(message: Message): void {
    this.#shutdown = message;
    const { deadline } = this.#around;
    const isStarting = [...this.#pending.values()].some((each) => each.message.method === "initialize");
    setTimeout(
      () => {
        const { noAnswer } = sentencesFor(this.#replay.locale);
        for (const each of this.#pending.values()) this.#fail(each.message, requestFailed, noAnswer);
        this.#pending.clear();
        this.#finishShutdown();
      },
      isStarting ? deadline : deadline / 10,
    );
    this.#finishShutdown();
  }

  #finishShutdown(): void {
    if (!this.#shutdown || this.#pending.size > 0 || this.#isEnded) return;
    this.#isEnded = true;
    this.end();
    this.#around.toClient({ jsonrpc: "2.0", id: this.#shutdown.id ?? null, result: null });
  }

  #refuse(message: Message): void {
    if (isRequest(message)) this.#fail(message, invalidRequest, "The server was shut down.");
  }

  #fail({ id = null }: Message, code: number, message: string): void {
    this.#around.toClient({ jsonrpc: "2.0", id, error: { code, message } });
  }
}

/** A number that threads share, if they share memory. */
function sharedNumber(): Int32Array<SharedArrayBuffer> | null {
  return typeof SharedArrayBuffer === "function" ? new Int32Array(new SharedArrayBuffer(4)) : null;
}
