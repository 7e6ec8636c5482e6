import {
  type ClientOptions,
  clientRequests,
  type FindFilesParams,
} from "../../../server/src/protocol/client.ts";
import type { EndedParams, LeftOut } from "../../../server/src/protocol/watchdog/watchdog.ts";
import { globMatcher, serverNotifications } from "../../../server/src/protocol.ts";
import type { Location } from "../../../server/src/protocol/names.ts";
import { requestsBy, type ServerRequests } from "../../../client/src/server-requests.ts";
import { watchedWorker, type WorkerLike } from "../../../client/src/watched-worker.ts";
import type { Diagnostic } from "vscode-languageserver";
import { folder } from "../files/addresses.ts";
import { connect, type Connected, type Handlers, type Rpc } from "./rpc.ts";

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
  /** A server has ended; another one is started if `isLast` is not true. */
  readonly ended: (ended: EndedParams, isLast: boolean) => void;
  /** Another server is ready for what the page had told the one before. */
  readonly reopen: () => void;
  readonly tell: (message: string) => void;
}

/** So many servers in a row may end without a document that would be left out from then on. */
const mostEnds = 4;

/** Starts the server, and another one if it fails or hangs, which leaves out what the first was working on, as in VS Code. */
export function startLanguageServer(host: ServerHost): LanguageServer {
  const leftOut = new Map<string, LeftOut>();
  let ends = 0;
  const handlers = new Map([
    ...handlersFor(host),
    [serverNotifications.readAgain, ({ uri }: Pick<LeftOut, "uri">) => leftOut.delete(uri)] as const,
  ]);
  const onEnd = (ended: EndedParams): void => {
    const { uri, why } = ended;
    if (uri !== null && !leftOut.has(uri)) leftOut.set(uri, { uri, why });
    else ends++;
    const isLast = ends > mostEnds;
    server.rpc.close();
    host.ended(ended, isLast);
    if (!isLast) server = start(true);
  };
  const start = (isNext: boolean): Started => {
    // The worker finds its parts by its name; the watchdog needs only these members of it.
    const script = new URL("./worker.js", import.meta.url);
    const worker = new Worker(script, { name: script.href }) as unknown as WorkerLike;
    const log = (message: string): void => {
      console.warn(message);
    };
    const rpc = connect(watchedWorker(worker, log, onEnd), handlers);
    const started: Started = {
      rpc,
      isReady: false,
      ready: rpc.request("initialize", greeting(host.language, [...leftOut.values()])).then(() => {
        rpc.notify("initialized", {});
        started.isReady = true;
        if (!isNext) return;
        host.reopen();
        host.changed();
      }),
      isNext,
    };
    return started;
  };
  let server = start(false);
  const request = async <R>(method: string, params: object): Promise<R> => {
    await server.ready;
    return server.rpc.request<R>(method, params);
  };
  return {
    ...requestsBy(request),
    request,
    notify: (method, params) => {
      const { rpc, ready, isNext, isReady } = server;
      // What changes until another server is ready is in what the page reopens then.
      if (isNext && !isReady) return;
      void ready.then(() => {
        rpc.notify(method, params);
      });
    },
  };
}

interface Started {
  readonly rpc: Connected;
  readonly ready: Promise<void>;
  readonly isNext: boolean;
  isReady: boolean;
}

function greeting(language: string, leftOut: readonly LeftOut[]): object {
  const can: ClientOptions = { readFile: true, listFolder: true, findFiles: true, commands: true, leftOut };
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
