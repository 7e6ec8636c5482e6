import type { Connection } from "vscode-languageserver";
import { URI, Utils } from "vscode-uri";
import {
  clientRequests,
  type FindFilesParams,
  type FindFilesResult,
  type ListFolderParams,
  type ListFolderResult,
  type ReadFileParams,
  type ReadFileResult,
} from "../protocol/client.ts";
import { folderOf, inAnyCase } from "../core/index.ts";
import type { Client } from "./client.ts";

/** Asks the client for files if it supports that (so that virtual workspaces work too), otherwise the host. */
export function fileSource(connection: Connection, client: Client, host: FileSource): FileSource {
  return {
    readFile: client.options.readFile ? (uri) => readFromClient(connection, uri) : host.readFile,
    listFolder: client.options.listFolder ? (uri) => listAtClient(connection, uri) : host.listFolder,
    findFiles: client.options.findFiles
      ? ({ include, exclude, limit }) =>
          findAtClient(connection, { include: inAnyCase(include), exclude, limit })
      : host.findFiles,
    // Clients cannot resolve links, but the host runs where the client does.
    followLinks: host.followLinks,
    bicepCache: host.bicepCache,
  };
}

/** One spelling for each address: editors differ in what they escape. */
export function normalizeUri(uri: string): string {
  return URI.parse(uri).toString();
}

/** The ID of a folder whose address may or may not end in a slash. */
export function folderId(uri: string): string {
  return `${normalizeUri(uri).replace(/\/$/, "")}/`;
}

/**
 * The address of a path as written in a document. File names do not contain unpaired surrogates, and addresses cannot
 * represent them.
 */
export function resolvePath(from: string, path: string): string {
  const written = path.replaceAll("\\", "/").replace(/\p{Cs}/gu, "\ufffd");
  return Utils.resolvePath(Utils.dirname(URI.parse(from)), written).toString();
}

async function readFromClient(connection: Connection, uri: string): Promise<string | null> {
  const params: ReadFileParams = { uri };
  try {
    const result = await connection.sendRequest<ReadFileResult>(clientRequests.readFile, params);
    return result?.text ?? null;
  } catch {
    // If a client cannot read a file, it does not exist for the server.
    return null;
  }
}

async function listAtClient(connection: Connection, uri: string): Promise<readonly string[] | null> {
  const params: ListFolderParams = { uri };
  try {
    const result = await connection.sendRequest<ListFolderResult>(clientRequests.listFolder, params);
    return result?.uris.map(normalizeUri) ?? null;
  } catch {
    return null;
  }
}

async function findAtClient(connection: Connection, params: FindFilesParams): Promise<readonly string[]> {
  try {
    const result = await connection.sendRequest<FindFilesResult>(clientRequests.findFiles, params);
    return result.uris;
  } catch {
    return [];
  }
}

/** The path of a file as written in another one. */
export function relativePath(from: string, to: string): string {
  const folder = folderOf(from);
  let [base, up] = [folder, ""];
  while (!to.startsWith(base) && base !== "") {
    base = folderOf(base.slice(0, -1));
    up += "../";
  }
  return up + decodeURIComponent(to.slice(base.length));
}

/** Supplies files that are not open in the editor. */
export interface FileSource {
  /** The text of a file; null if there is none, or it cannot be read. Never rejects. */
  readonly readFile: (uri: string) => Promise<string | null>;
  /**
   * The addresses of the files and folders directly in a folder; those of folders end in a slash; null if there is no
   * such folder. Never rejects.
   */
  readonly listFolder: (uri: string) => Promise<readonly string[] | null>;
  /**
   * The address of a file or folder after links are resolved; its own if there are none. Never rejects. Without this
   * function, there are no links.
   */
  readonly followLinks?: ((uri: string) => Promise<string>) | undefined;
  /** The addresses of files below folders that match one glob pattern and none of the excluded ones. */
  readonly findFiles: (search: FileSearch) => Promise<readonly string[]>;
  /** The address of the folder in which Bicep keeps restored modules, ending in a slash. */
  readonly bicepCache?: string | undefined;
}

export interface FileSearch {
  readonly folders: readonly string[];
  /** In lower case and without sets of characters; files are found in whatever case their names are. */
  readonly include: string;
  readonly exclude: readonly string[];
  readonly limit: number;
}

/** What the entry point, Node or browser, supplies. */
export interface Host {
  readonly files: FileSource;
  /** Called for every run of the analyzer with the root's address; tests count these calls. */
  readonly onAnalysis?: (root: string) => void;
  /** Called with each document and root before work on it begins, because the work may never end. */
  readonly onWork?: (uri: string) => void;
}

/** For hosts without their own files. */
export const noFiles: FileSource = {
  readFile: () => Promise.resolve(null),
  listFolder: () => Promise.resolve(null),
  findFiles: () => Promise.resolve([]),
};
