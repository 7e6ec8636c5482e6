import { noFiles } from "../../../server/src/lsp/host.ts";
import type { Message } from "../../../server/src/protocol.ts";
import { serveFromWorker } from "../../../server/src/worker.ts";
import { gate } from "./gate.ts";

/**
 * The extension's language server in a worker of the page. `build.mjs` exchanges three of its modules for ones that load their data when
 * it is needed: German, the service tags, and the grammar of Terraform.
 */
const port = {
  postMessage: (message: unknown): void => {
    self.postMessage(message);
  },
  onmessage: null as ((event: { readonly data: Message }) => void) | null,
  addEventListener: (): undefined => undefined,
};

const enter = gate(
  (message) => port.onmessage?.({ data: message }),
  (error) => {
    // An error nobody catches ends the worker, so that another one is started.
    reportError(error);
  },
);

self.onmessage = ({ data }: MessageEvent<Message>): void => {
  enter(data);
};

serveFromWorker(port, noFiles);
