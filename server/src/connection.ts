import type { Worker } from "node:worker_threads";
import {
  createServerPipeTransport,
  createServerSocketTransport,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  type ResponseMessage,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { deadlines, serverNotifications } from "./protocol.ts";
import { type Message, Watchdog } from "./protocol/watchdog/watchdog.ts";
import { Console } from "node:console";

/**
 * Keeps the connection of this process with a client, and lets a thread serve it, which has just been started. Whatever that
 * thread is working on, cancellations, `shutdown` and `exit` are handled. The process ends together with the thread.
 */
export function connect(thread: Worker, deadline: number = deadlines.server): void {
  const end = (): void => process.exit(watchdog.isShutDown ? 0 : 1);
  const { reader, writer } = transports(end);
  const toClient = (message: Message): Promise<void> => writer.write(message);
  const watchdog = new Watchdog({
    toServer: (message) => {
      thread.postMessage(message);
    },
    endServer: () => {
      thread.removeAllListeners();
      void thread.terminate();
    },
    toClient: (message) => void toClient(message),
    deadline,
    onEnd: (params) => {
      const what = params.uri === null ? "" : ` while it worked on ${params.uri}`;
      const why = params.why.kind === "failed" ? "failed" : "did not respond";
      void toClient({ jsonrpc: "2.0", method: serverNotifications.ended, params }).finally(() =>
        process.stderr.write(`keyvault-network: the server ${why}${what}, so it ends\n`, () =>
          process.exit(1),
        ),
      );
    },
  });
  thread.on("message", (message: Message) => {
    watchdog.hear(message);
  });
  thread.on("error", (error: Error) => {
    process.stderr.write(`keyvault-network: ${error.stack ?? error.message}\n`);
    watchdog.fail();
  });
  reader.onClose(end);
  reader.listen((read) => {
    // Bytes may be any JSON.
    const given: unknown = read;
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
      void writer.write(refusal(ErrorCodes.InvalidRequest, "an object"));
      return;
    }
    const message = given as Message;
    if (message.method === "exit") end();
    if (message.method === "initialize") endWith(message.params, end);
    watchdog.receive(message);
  });
}

interface Transports {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/**
 * The transport on the command line, as editors specify it: `--stdio`, `--node-ipc`, `--socket=PORT`, `--pipe=NAME`.
 */
function transports(end: () => void): Transports {
  const [port, pipe] = [valueOf("--socket"), valueOf("--pipe")];
  if (process.argv.includes("--stdio")) return standardStreams(end);
  if (process.argv.includes("--node-ipc")) {
    process.on("disconnect", end);
    return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
  }
  if (port === undefined && pipe === undefined)
    throw new Error("The server is to be started with --stdio, --node-ipc, --socket=PORT or --pipe=NAME.");
  const [reader, writer] =
    pipe === undefined ? createServerSocketTransport(Number(port)) : createServerPipeTransport(pipe);
  return { reader, writer };
}

function valueOf(option: string): string | undefined {
  const at = process.argv.findIndex((each) => each === option || each.startsWith(`${option}=`));
  const argument = process.argv[at];
  return argument === option ? process.argv[at + 1] : argument?.slice(option.length + 1);
}

/** Ends this process together with the client's, which may end without a message. */
function endWith(params: unknown, end: () => void): void {
  const id: unknown = typeof params === "object" && params !== null ? Reflect.get(params, "processId") : null;
  const given = Number(typeof id === "number" ? id : valueOf("--clientProcessId"));
  if (!Number.isInteger(given)) return;
  setInterval(() => {
    try {
      process.kill(given, 0);
    } catch {
      end();
    }
  }, 3000).unref();
}

/** The messages of a client over the standard input and output of this process, which `end`s with them. */
function standardStreams(end: () => void): {
  readonly reader: StreamMessageReader;
  readonly writer: StreamMessageWriter;
} {
  const { stdin, stdout, stderr } = process;
  // Printed output must not break into a message.
  globalThis.console = new Console(stderr, stderr);
  const writer = new StreamMessageWriter(stdout);
  const reader = new StreamMessageReader(stdin);
  reader.onError((error) => {
    // After a complete message that is not JSON, others may follow; otherwise, it is unclear where the next one would begin.
    if (error instanceof SyntaxError) void writer.write(refusal(ErrorCodes.ParseError, "JSON"));
    else
      stderr.write(`keyvault-network: ${error.message.split("\n", 1)[0]}, so the connection ends\n`, () =>
        process.exit(1),
      );
  });
  stdin.on("close", end);
  return { reader, writer };
}

/** The response to a message that cannot have an ID (https://www.jsonrpc.org/specification#response_object). */
function refusal(code: number, expected: string): ResponseMessage {
  return { jsonrpc: "2.0", id: null, error: { code, message: `The message is not ${expected}.` } };
}
