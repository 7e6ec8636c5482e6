import {
  type ClientOptions,
  clientRequests,
  type FindFilesParams,
  globMatcher,
  type Location,
  serverNotifications,
} from "../../../server/src/protocol.ts";
import { requestsBy, type ServerRequests } from "../../../client/src/server-requests.ts";
import { supervisedWorker, type WorkerLike } from "../../../client/src/supervised-worker.ts";
import type { Diagnostic } from "vscode-languageserver";
import { folder } from "../files/addresses.ts";
import { connect, type Handlers, type Rpc } from "./rpc.ts";

/** The language server in its worker. What is sent before it is initialized waits, in its order. */
export interface LanguageServer extends ServerRequests, Rpc {}

/** What the page does for the server, and with what it says. */
export interface ServerHost {
  readonly language: string;
  /** The text of a file by its address; null if there is none. */
  readonly readFile: (uri: string) => string | null;
  /** The addresses of all files. */
  readonly list: () => readonly string[];
  readonly diagnose: (uri: string, version: number | null, diagnostics: readonly Diagnostic[]) => void;
  /** Vaults and verdicts may have changed. */
  readonly changed: () => void;
  /** The lenses have to be asked for again. */
  readonly refreshLenses: () => void;
  readonly show: (place: Location) => void;
  readonly openPage: (address: string) => void;
  /** No further server is started. */
  readonly stopped: () => void;
  /** Tells the user: that the server was restarted, for example. */
  readonly tell: (message: string) => void;
}

/** Starts the server; one that fails or hangs is replaced by its supervisor, as in VS Code. */
export function startLanguageServer(host: ServerHost): LanguageServer {
  // The worker finds its parts by its name; the supervisor needs only these members of it.
  const script = new URL("./worker.js", import.meta.url);
  const start = (): WorkerLike => new Worker(script, { name: script.href }) as unknown as WorkerLike;
  const log = (message: string): void => {
    console.warn(message);
  };
  const rpc = connect(supervisedWorker(start, log, host.stopped), handlersFor(host));
  const ready = rpc.request("initialize", greeting(host.language)).then(() => {
    rpc.notify("initialized", {});
  });
  const request = async <R>(method: string, params: object): Promise<R> => {
    await ready;
    return rpc.request<R>(method, params);
  };
  return {
    ...requestsBy(request),
    request,
    notify: (method, params) => {
      void ready.then(() => {
        rpc.notify(method, params);
      });
    },
  };
}

function greeting(language: string): object {
  const can: ClientOptions = { readFile: true, listFolder: true, findFiles: true, commands: true };
  return {
    processId: null,
    clientInfo: { name: "Key Vault Network playground" },
    locale: language,
    rootUri: folder,
    workspaceFolders: [{ uri: folder, name: "playground" }],
    initializationOptions: can,
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      textDocument: {
        publishDiagnostics: { versionSupport: true, relatedInformation: true },
        codeAction: { resolveSupport: { properties: ["edit"] } },
        hover: { contentFormat: ["markdown"] },
      },
      workspace: { codeLens: { refreshSupport: true }, workspaceEdit: { documentChanges: true } },
      window: { showDocument: { support: true } },
    },
  };
}

/** The server is the project's own, so its messages have the types of the protocol. */
function handlersFor(host: ServerHost): Handlers {
  const handlers: readonly (readonly [string, (params: never) => unknown])[] = [
    [
      clientRequests.readFile,
      ({ uri }: { readonly uri: string }) => {
        const text = host.readFile(uri);
        return text === null ? null : { text };
      },
    ],
    [
      clientRequests.listFolder,
      ({ uri }: { readonly uri: string }) => {
        const uris = within(host.list(), uri);
        return uris.length > 0 ? { uris } : null;
      },
    ],
    [
      clientRequests.findFiles,
      ({ include, exclude }: FindFilesParams) => {
        const [isWanted, isExcluded] = [globMatcher([include]), globMatcher(exclude)];
        const uris = host.list().filter((uri) => {
          const name = uri.slice(folder.length);
          return isWanted(name) && !isExcluded(name);
        });
        return { uris };
      },
    ],
    [serverNotifications.changed, host.changed],
    ["workspace/codeLens/refresh", host.refreshLenses],
    [
      "textDocument/publishDiagnostics",
      ({ uri, version, diagnostics }: Published) => {
        host.diagnose(uri, version ?? null, diagnostics);
      },
    ],
    [
      "window/showMessage",
      ({ message }: { readonly message: string }) => {
        host.tell(message);
      },
    ],
    ["window/logMessage", () => undefined],
    ["window/showDocument", (shown: Shown) => showDocument(host, shown)],
    ["client/registerCapability", () => null],
    ["client/unregisterCapability", () => null],
  ];
  return new Map(handlers);
}

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

interface Shown {
  readonly uri: string;
  readonly external?: boolean;
  readonly selection?: Location["range"];
}

function showDocument(host: ServerHost, { uri, external, selection }: Shown): object {
  const start = { line: 0, character: 0 };
  if (external) host.openPage(uri);
  else host.show({ uri, range: selection ?? { start, end: start } });
  return { success: true };
}

/** The files and folders directly in a folder. */
function within(all: readonly string[], parent: string): readonly string[] {
  const names = all
    .filter((uri) => uri.startsWith(parent))
    .map((uri) => /^[^/]*\/?/.exec(uri.slice(parent.length))?.[0] ?? "");
  return [...new Set(names)].map((name) => parent + name);
}
