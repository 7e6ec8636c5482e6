import type { LeftOut } from "./watchdog/watchdog.ts";

/** What a client can declare in `initializationOptions`. What it leaves out, it does not support. */
export interface ClientOptions {
  /** The client answers `readFile`. */
  readonly readFile?: boolean;
  /** The client answers `listFolder`. */
  readonly listFolder?: boolean;
  /** The client answers `findFiles`. */
  readonly findFiles?: boolean;
  /** The client has the commands of `clientCommands`. */
  readonly commands?: boolean;
  /** The editor itself checks access files against the JSON schema, so the server does not have to. */
  readonly checksSchema?: boolean;
  /** What servers before this one did not finish working on: it is left out until it changes. */
  readonly leftOut?: readonly LeftOut[];
}

/** Methods that the server calls on the client. */
export const clientRequests = {
  readFile: "keyvault-network/readFile",
  listFolder: "keyvault-network/listFolder",
  findFiles: "keyvault-network/findFiles",
} as const;

export interface ReadFileParams {
  readonly uri: string;
}

/** Null if there is no such file, or if it is not readable as text. */
export type ReadFileResult = { readonly text: string } | null;

export interface ListFolderParams {
  /** Ends in a slash. */
  readonly uri: string;
}

/**
 * The addresses of the files and folders directly in the folder, those of folders with a slash at the end; null if
 * there is no such folder.
 */
export type ListFolderResult = { readonly uris: readonly string[] } | null;

export interface FindFilesParams {
  /** Glob pattern relative to each workspace folder, such as the one for all `.bicep` files. */
  readonly include: string;
  /** Glob patterns of files and folders to leave out. */
  readonly exclude: readonly string[];
  readonly limit: number;
}

export interface FindFilesResult {
  readonly uris: readonly string[];
}
