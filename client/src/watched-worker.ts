import { deadlines } from "../../server/src/protocol.ts";
import { type EndedParams, type Message, Watchdog } from "../../server/src/protocol/watchdog/watchdog.ts";

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

/** A worker that is ended when it stops responding or fails, after which another one has to be started. */
export function watchedWorker(
  worker: WorkerLike,
  log: (message: string) => void,
  onEnd: (ended: EndedParams) => void,
): Port {
  const watchdog = new Watchdog({
    toServer: (message) => {
      worker.postMessage(message);
    },
    endServer: () => {
      worker.terminate();
    },
    toClient: (message) => port.onmessage?.({ data: message }),
    deadline: deadlines.server,
    onEnd,
  });
  worker.onmessage = ({ data }) => {
    // The extension's own worker sends only messages of the protocol.
    watchdog.hear(data as Message);
  };
  worker.onerror = ({ message }) => {
    log(message);
    watchdog.fail();
  };
  const port: Port = {
    postMessage: (message) => {
      watchdog.receive(message as Message);
    },
    addEventListener: () => undefined,
    onmessage: null,
  };
  return port;
}
