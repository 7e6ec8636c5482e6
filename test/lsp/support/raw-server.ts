import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";

/** What a process said when it ended; `code` is its exit status. */
export interface Ended {
  readonly code: number | null;
  readonly error: string;
}

interface Answer {
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number };
}

/** A server process whose bytes a test writes itself, as a client that is broken would. */
export class RawServer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<Ended>;
  #out = "";
  #error = "";

  constructor(program: string) {
    this.#process = spawn(process.execPath, [program, "--stdio"]);
    this.#process.stdout.setEncoding("utf8").on("data", (text: string) => (this.#out += text));
    this.#process.stderr.setEncoding("utf8").on("data", (text: string) => (this.#error += text));
    // It may end while it is written to.
    this.#process.stdin.on("error", () => undefined);
    this.#ended = once(this.#process, "close").then(([code]) => ({
      code: code as number | null,
      error: this.#error,
    }));
  }

  write(bytes: string | Buffer): void {
    this.#process.stdin.write(bytes);
  }

  /** Sends a text as the content of a message. */
  send(content: string): void {
    this.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
  }

  request(id: number, method: string, params: object = {}): void {
    this.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
  }

  notify(method: string): void {
    this.send(JSON.stringify({ jsonrpc: "2.0", method }));
  }

  closeInput(): void {
    this.#process.stdin.end();
  }

  /** Its answers so far: the id of each with the code of its error, null where it has a result. */
  answers(): readonly (readonly [id: unknown, code: number | null])[] {
    const contents = this.#out.split(/Content-Length: \d+\r\n\r\n/).slice(1);
    return contents.flatMap((content) => {
      const message = JSON.parse(content) as Answer;
      return "id" in message ? [[message.id, message.error?.code ?? null] as const] : [];
    });
  }

  ended(): Promise<Ended> {
    return this.#ended;
  }

  stop(): void {
    this.#process.kill("SIGKILL");
  }
}
