import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { createContext, runInContext } from "node:vm";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Message,
  type MessageConnection,
} from "vscode-languageserver/node";

/** Runs the script of a file in a context that has what a web worker has and nothing of Node; answers a connection to it. */
export function startWorker(script: string): MessageConnection {
  const toServer: ((event: { readonly data: Message }) => void)[] = [];
  const fromServer = new Messages();
  const self = {
    postMessage: (message: Message) => {
      fromServer.receive(message);
    },
    addEventListener: (_type: string, listener: (typeof toServer)[number]) => toServer.push(listener),
    set onmessage(listener: (typeof toServer)[number]) {
      toServer.push(listener);
    },
  };
  const run = (address: string): void => {
    runInContext(readFileSync(new URL(address), "utf8"), context);
  };
  const address = pathToFileURL(script).href;
  // VS Code starts workers from another address, and adds to the name that the client gives them.
  const name = `WebWorkerExtensionHost -> ${address}`;
  const ofWorkers = { self, name, location: { href: "blob:null/1" }, importScripts: run };
  const context = createContext({
    ...ofWorkers,
    ...{ setTimeout, clearTimeout, MessageChannel, TextDecoder, TextEncoder, URL, WebAssembly },
  });
  run(address);
  const writer = new Posts((message) => {
    for (const listener of toServer) listener({ data: message });
  });
  return createMessageConnection(fromServer, writer);
}

class Messages extends AbstractMessageReader {
  #callback: DataCallback | null = null;

  listen(callback: DataCallback): { dispose: () => void } {
    this.#callback = callback;
    return { dispose: () => (this.#callback = null) };
  }

  receive(message: Message): void {
    this.#callback?.(message);
  }
}

class Posts extends AbstractMessageWriter {
  readonly #post: (message: Message) => void;

  constructor(post: (message: Message) => void) {
    super();
    this.#post = post;
  }

  write(message: Message): Promise<void> {
    // Messages between threads are copies, and none arrives before the script has run.
    const copy = structuredClone(message);
    setTimeout(() => {
      this.#post(copy);
    });
    return Promise.resolve();
  }

  end(): void {
    this.dispose();
  }
}
