/** What a client may say in `initializationOptions`. Whatever it leaves out it does not do. */
export interface ClientOptions {
  /** The client answers `readFile`. */
  readonly readFile?: boolean;
  /** The client answers `listFolder`. */
  readonly listFolder?: boolean;
  /** The client answers `findFiles`. */
  readonly findFiles?: boolean;
  /** The client has the commands of `clientCommands`. */
  readonly commands?: boolean;
  /** The editor itself checks access files against our JSON schema, so that the server need not. */
  readonly checksSchema?: boolean;
}

/** Methods that the server asks of the client. */
export const clientRequests = {
  readFile: "keyvault-network/readFile",
  listFolder: "keyvault-network/listFolder",
  findFiles: "keyvault-network/findFiles",
} as const;

export interface ReadFileParams {
  readonly uri: string;
}

/** Null when there is no such file, or none that can be read as text. */
export type ReadFileResult = { readonly text: string } | null;

export interface ListFolderParams {
  /** Ends in a slash. */
  readonly uri: string;
}

/** The addresses of the files and folders in the folder itself, those of folders with a slash at the end; null when there is no such folder. */
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
