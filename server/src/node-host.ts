import { type MessagePort, parentPort } from "node:worker_threads";
import { URI } from "vscode-uri";
import { bicepCachePath } from "./bicep-cache.ts";
import type { FileSource } from "./lsp/files.ts";
import { nodeFiles } from "./node-files.ts";
import type { Port } from "./worker.ts";

/** What a thread of Node has for a server: its end of the messages, and files. */
export interface NodeHost {
  readonly port: Port;
  readonly files: FileSource;
}

/** Throws in the main thread, which has no port. */
export function nodeHost(): NodeHost {
  if (!parentPort) throw new Error("The server runs in a thread.");
  return {
    port: portOf(parentPort),
    files: { ...nodeFiles, bicepCache: `${URI.file(bicepCachePath).toString()}/` },
  };
}

/**
 * Node 24 makes an event of each message for listeners as browsers have them, and loads all of HTTP for that class, which takes 20 ms
 * (`lazyMessageEvent` in https://github.com/nodejs/node/blob/v24.11.0/lib/internal/worker/io.js). Node's own listeners get the message.
 */
function portOf(port: MessagePort): Port {
  const members = {
    postMessage: (message: unknown) => {
      port.postMessage(message);
    },
    addEventListener: (type: string, listener: EventListener) => {
      port.addEventListener(type, listener);
    },
    set onmessage(listener: (event: { readonly data: unknown }) => void) {
      port.on("message", (data) => {
        listener({ data });
      });
    },
  };
  // Reading and writing messages needs no other members of a browser's port.
  return members as Partial<Port> as Port;
}
