import type { MessagePort } from "node:worker_threads";
import { parentPort } from "node:worker_threads";
import { URI } from "vscode-uri";
import { bicepCachePath } from "./bicep-cache.ts";
import type { FileSource } from "./lsp/host.ts";
import { nodeFiles } from "./node-files.ts";

/** What a thread of Node has for a server: its end of the messages, and files. */
export interface NodeHost {
  readonly port: MessagePort;
  readonly files: FileSource;
}

/** Throws in the main thread, which has no port. */
export function nodeHost(): NodeHost {
  if (!parentPort) throw new Error("The server runs in a thread.");
  return {
    port: parentPort,
    files: { ...nodeFiles, bicepCache: `${URI.file(bicepCachePath).toString()}/` },
  };
}
