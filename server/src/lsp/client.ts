import type { ClientCapabilities, InitializeParams } from "vscode-languageserver";
import { languageOf, type Words, wordsIn, wordsOnDay } from "../core/index.ts";
import type { ClientOptions } from "../protocol/client.ts";
import type { LeftOut, Watched } from "../protocol/watchdog/watchdog.ts";
import { chooseEncoding, type PositionEncoding } from "./convert.ts";
import { isText, memberOf } from "./parameters.ts";

/** The capabilities of the client that matter to the server. */
export interface Client {
  readonly encoding: PositionEncoding;
  readonly folders: readonly string[];
  /** Sentences in the language of its user. */
  readonly words: Words;
  readonly options: Required<ClientOptions>;
  /** Settings given at initialization, for clients that cannot be asked for them. */
  readonly settings: unknown;
  /** What a watchdog said at initialization; null without one. */
  readonly watched: Watched | null;
  readonly pullsDiagnostics: boolean;
  readonly registersDiagnostics: boolean;
  readonly changesFolders: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchedFiles: boolean;
  /** Also folders outside the workspace. */
  readonly watchesFolders: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly resolvesEdits: boolean;
  readonly takesVersionedEdits: boolean;
  readonly takesSnippetEdits: boolean;
  readonly showsDocuments: boolean;
}

/** Reads the client's capabilities. */
export function readClient(params: InitializeParams): Client {
  return {
    encoding: chooseEncoding(listOf(params.capabilities.general?.positionEncodings)),
    folders: foldersOf(params),
    words: wordsOnDay(wordsIn(languageOf(params.locale)), () => new Date().toISOString().slice(0, 10)),
    options: readOptions(params.initializationOptions),
    settings: memberOf(params.initializationOptions, "settings"),
    watched: readWatched(memberOf(params.initializationOptions, "watched")),
    ...readAbilities(params.capabilities),
  };
}

type Abilities = Omit<Client, "encoding" | "folders" | "words" | "options" | "settings" | "watched">;

function readAbilities({ textDocument, workspace, window }: ClientCapabilities): Abilities {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    registersDiagnostics: textDocument?.diagnostic?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesFolders: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    resolvesEdits: listOf(textDocument?.codeAction?.resolveSupport?.properties).includes("edit"),
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    takesSnippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    showsDocuments: window?.showDocument?.support === true,
  };
}

function readWatched(said: unknown): Watched | null {
  if (typeof said !== "object" || said === null) return null;
  const keystrokes = memberOf(said, "keystrokes");
  const isShared = typeof SharedArrayBuffer === "function" && keystrokes instanceof SharedArrayBuffer;
  return isShared ? { keystrokes } : {};
}

function leftOutIn(given: unknown): readonly LeftOut[] {
  return listOf(given)
    .map((one) => ({ uri: memberOf(one, "uri"), why: memberOf(one, "why") }))
    .filter((one): one is LeftOut => isText(one.uri) && isEndReason(one.why));
}

function isEndReason(why: unknown): boolean {
  return memberOf(why, "kind") === "failed" || typeof memberOf(why, "seconds") === "number";
}

function foldersOf(params: InitializeParams): readonly string[] {
  const given: unknown = params.workspaceFolders;
  const uris = Array.isArray(given) ? given.map((folder) => memberOf(folder, "uri")) : [];
  const folders = uris.filter((uri) => typeof uri === "string");
  if (folders.length > 0) return folders;
  // Clients that predate workspace folders name one root, which the protocol still supports.
  const root = memberOf(params, "rootUri");
  return typeof root === "string" ? [root] : [];
}

function readOptions(options: unknown): Required<ClientOptions> {
  return {
    readFile: memberOf(options, "readFile") === true,
    listFolder: memberOf(options, "listFolder") === true,
    findFiles: memberOf(options, "findFiles") === true,
    commands: memberOf(options, "commands") === true,
    checksSchema: memberOf(options, "checksSchema") === true,
    leftOut: leftOutIn(memberOf(options, "leftOut")),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
