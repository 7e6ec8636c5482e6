import { choices, deadlines, type Message, Supervisor } from "../../server/src/protocol.ts";

/** The members of a worker that are used here. */
export interface WorkerLike {
  readonly postMessage: (message: unknown) => void;
  readonly terminate: () => void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message: string }) => void) | null;
}

/** What the client expects of a worker. */
export interface Port {
  readonly postMessage: (message: unknown) => void;
  readonly addEventListener: () => void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

/**
 * A worker that is ended and started again when it stops responding; clients see a single worker. `giveUp` is told if no
 * further one is started.
 */
export function supervisedWorker(
  start: () => WorkerLike,
  log: (message: string) => void,
  giveUp: (why: string) => void = log,
): Port {
  const supervisor = new Supervisor({
    start: (heard, ended) => {
      const worker = start();
      worker.onmessage = ({ data }) => {
        // The extension's own worker sends only messages of the protocol.
        heard(data as Message);
      };
      worker.onerror = ({ message }) => {
        log(message);
        ended();
      };
      return {
        post: (message) => {
          worker.postMessage(message);
        },
        end: () => {
          worker.terminate();
        },
      };
    },
    toClient: (message) => port.onmessage?.({ data: message }),
    deadline: deadlines.server,
    choices,
    giveUp,
  });
  const port: Port = {
    postMessage: (message) => {
      supervisor.receive(message as Message);
    },
    addEventListener: () => undefined,
    onmessage: null,
  };
  return port;
}
