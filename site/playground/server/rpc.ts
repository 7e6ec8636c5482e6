import type { Message } from "../../../server/src/protocol/watchdog/watchdog.ts";
import type { Port } from "../../../client/src/watched-worker.ts";

/** What the server may ask of the page, and tell it; each gives the response, or nothing to a notification. */
export type Handlers = ReadonlyMap<string, (params: never) => unknown>;

/** The page's end of the connection to the server: JSON-RPC without headers. */
export interface Rpc {
  /** Rejects if the server cannot answer, or if its answer would be of a document that has changed meanwhile. */
  readonly request: <R>(method: string, params: object) => Promise<R>;
  readonly notify: (method: string, params: object) => void;
}

/** An end that rejects what is still waiting when the server has ended. */
export interface Connected extends Rpc {
  readonly close: () => void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

const methodNotFound = -32601;

/** Connects the page with a server at the other end of a port. */
export function connect(port: Port, handlers: Handlers): Connected {
  const waiting = new Map<number | string, Waiting>();
  let ids = 0;
  const answer = ({ id, method = "", params }: Message): void => {
    const handler = handlers.get(method);
    const result = handler?.(params as never);
    if (id === undefined || id === null) return;
    const said = handler ? { result: result ?? null } : { error: { code: methodNotFound, message: method } };
    port.postMessage({ jsonrpc: "2.0", id, ...said });
  };
  const settle = ({ id, result, error }: Message): void => {
    const asked = waiting.get(id ?? "");
    waiting.delete(id ?? "");
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(JSON.stringify(error)));
  };
  port.onmessage = ({ data }) => {
    // The worker sends only messages of the protocol.
    const message = data as Message;
    if (message.method === undefined) settle(message);
    else answer(message);
  };
  return {
    request: <R>(method: string, params: object) =>
      new Promise<R>((resolve, reject) => {
        const id = ++ids;
        // The table of requests says what each response is.
        waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
        port.postMessage({ jsonrpc: "2.0", id, method, params });
      }),
    notify: (method, params) => {
      port.postMessage({ jsonrpc: "2.0", method, params });
    },
    close: () => {
      for (const { reject } of waiting.values()) reject(new Error("The server has ended."));
      waiting.clear();
    },
  };
}
