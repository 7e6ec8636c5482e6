import type { Worker } from "node:worker_threads";
import {
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
} from "vscode-jsonrpc/node";
import { choices, type Message, type Server, Supervisor } from "./protocol.ts";
import { standardStreams } from "./standard-streams.ts";

/**
 * Keeps the connection of this process with a client, and lets a thread serve it, which has just been started. Whatever that
 * thread is working on, cancellations, `shutdown` and `exit` are handled.
 */
export function superviseProcess(newThread: () => Worker, deadline: number): void {
  const end = (): void => process.exit(supervisor.isShutDown ? 0 : 1);
  const { reader, writer } = transports(end);
  const supervisor = new Supervisor({
    start: (heard, ended) => serverIn(newThread(), heard, ended),
    toClient: (message) => {
      void writer.write(message);
    },
    deadline,
    choices,
    giveUp: (why) => {
      process.stderr.write(`keyvault-network: ${why}, so the connection ends\n`, () => process.exit(1));
    },
  });
  reader.onClose(end);
  reader.listen((read) => {
    const message = read as Message;
    if (message.method === "exit") end();
    if (message.method === "initialize") endWith(message.params, end);
    supervisor.receive(message);
  });
}

function serverIn(worker: Worker, heard: (message: Message) => void, ended: () => void): Server {
  worker.on("message", heard);
  worker.on("error", (error: Error) => {
    process.stderr.write(`keyvault-network: ${error.stack ?? error.message}\n`);
    ended();
  });
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    end: () => {
      worker.removeAllListeners();
      void worker.terminate();
    },
  };
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
