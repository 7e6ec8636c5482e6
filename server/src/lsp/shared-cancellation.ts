import {
  type AbstractCancellationTokenSource,
  CancellationSenderStrategy,
  type CancellationToken,
  CancellationTokenSource,
  type RequestMessage,
} from "vscode-languageserver";
import { cancellation } from "../protocol/watchdog/watchdog.ts";
import { memberOf } from "./parameters.ts";

/**
 * Requests are canceled through their flag in shared memory, if they have one: while the server works, it reads no
 * messages. The library has a similar strategy, but its tokens raise no event when they are canceled by a message.
 */
export const sharedCancellation = {
  receiver: {
    kind: "request" as const,
    createCancellationTokenSource: (request: RequestMessage): AbstractCancellationTokenSource => {
      const memory = memberOf(request, cancellation);
      const source = new CancellationTokenSource();
      const isShared = typeof SharedArrayBuffer === "function" && memory instanceof SharedArrayBuffer;
      return isShared ? new SharedSource(source, new Int32Array(memory)) : source;
    },
  },
  sender: CancellationSenderStrategy.Message,
};

class SharedSource implements AbstractCancellationTokenSource {
  readonly token: CancellationToken;
  readonly #source: CancellationTokenSource;

  constructor(source: CancellationTokenSource, flag: Int32Array) {
    this.#source = source;
    this.token = {
      get isCancellationRequested() {
        return Atomics.load(flag, 0) === 1 || source.token.isCancellationRequested;
      },
      onCancellationRequested: (...listener) => source.token.onCancellationRequested(...listener),
    };
  }

  cancel(): void {
    this.#source.cancel();
  }

  dispose(): void {
    this.#source.dispose();
  }
}
