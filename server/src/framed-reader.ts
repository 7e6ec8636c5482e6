import type { Readable } from "node:stream";
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  ErrorCodes,
  type Message,
} from "vscode-jsonrpc/node";

/** In bytes. An editor sends two short headers, and no document whose message is this long. */
const longestHeader = 4 * 1024;
const longestMessage = 256 * 1024 * 1024;

/** How bytes that are not a message are handled. */
export interface FramingFailures {
  /** Responds to a complete message that could not be parsed; later messages may be valid. */
  readonly refuse: (code: number, message: string) => void;
  /** Ends the connection, because it is unclear where the next message would begin. */
  readonly end: (why: string) => void;
}

/**
 * Reads messages from a stream as the protocol frames them
 * (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol). The
 * library's own reader waits forever after bytes that do not frame a message, and buffers headers and messages of any
 * length.
 */
export class FramedReader extends AbstractMessageReader {
  readonly #stream: Readable;
  readonly #failures: FramingFailures;

  constructor(stream: Readable, failures: FramingFailures) {
    super();
    this.#stream = stream;
    this.#failures = failures;
  }

  listen(callback: DataCallback): Disposable {
    const frames = new Frames();
    const take = (chunk: Uint8Array): void => {
      const framed = frames.take(chunk);
      for (const bytes of framed.messages) this.#deliver(bytes, callback);
      if (framed.failure === null) return;
      this.#stream.off("data", take);
      this.#failures.end(framed.failure);
    };
    this.#stream.on("data", take);
    this.#stream.on("error", (error) => {
      this.fireError(error);
    });
    this.#stream.on("close", () => {
      this.fireClose();
    });
    return { dispose: () => this.#stream.off("data", take) };
  }

  #deliver(bytes: Buffer, callback: DataCallback): void {
    const message = parse(bytes);
    if (!isMessage(message)) {
      const [code, why] =
        message === undefined ? [ErrorCodes.ParseError, "JSON"] : [ErrorCodes.InvalidRequest, "an object"];
      this.#failures.refuse(code, `The message is not ${why}.`);
      return;
    }
    try {
      callback(message);
    } catch (error) {
      this.fireError(error);
    }
  }
}

/** Undefined, which JSON cannot represent, if it is not JSON. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

function isMessage(json: unknown): json is Message {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** Assembles complete messages from the chunks in which they arrive. */
class Frames {
  #pieces: Buffer[] = [];
  #length = 0;
  /** The length of the message whose header was read; null before a header. */
  #expected: number | null = null;

  /** The messages that are complete so far, and what is wrong with the bytes after them. */
  take(piece: Uint8Array): { readonly messages: readonly Buffer[]; readonly failure: string | null } {
    this.#pieces.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    this.#length += piece.byteLength;
    const messages: Buffer[] = [];
    for (;;) {
      if (this.#expected === null) {
        const failure = this.#readHeader();
        if (failure !== null) return { messages, failure };
      }
      if (this.#expected === null || this.#length < this.#expected) return { messages, failure: null };
      messages.push(this.#cut(this.#expected));
      this.#expected = null;
    }
  }

  /** Reads a header if it is complete; the result is what is wrong with it. */
  #readHeader(): string | null {
    const bytes = this.#joined();
    const end = bytes.subarray(0, longestHeader).indexOf("\r\n\r\n");
    if (end < 0) return this.#length < longestHeader ? null : "the header of a message is too long";
    const header = this.#cut(end + 4).toString("latin1");
    const [, digits] = /^content-length:[ \t]*(\d{1,15})[ \t]*\r$/im.exec(header) ?? [];
    if (digits === undefined) return "the header of a message has no Content-Length";
    if (Number(digits) > longestMessage) return `a message of ${digits} bytes is too long`;
    this.#expected = Number(digits);
    return null;
  }

  #cut(length: number): Buffer {
    const bytes = this.#joined();
    this.#pieces = [bytes.subarray(length)];
    this.#length -= length;
    return bytes.subarray(0, length);
  }

  #joined(): Buffer {
    const [only, ...others] = this.#pieces;
    const bytes = only && others.length === 0 ? only : Buffer.concat(this.#pieces);
    this.#pieces = [bytes];
    return bytes;
  }
}
