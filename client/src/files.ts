import {
  clientRequests,
  type FindFilesParams,
  type FindFilesResult,
  type ListFolderParams,
  type ListFolderResult,
  type ReadFileParams,
  type ReadFileResult,
} from "../../server/src/protocol/client.ts";
import type { BaseLanguageClient } from "vscode-languageclient";
import { FileType, Uri, workspace } from "vscode";
import { readText } from "./read-text.ts";

/**
 * Answers the server's questions about files that are not open, through the editor's file system, so that modules load
 * on remote machines and in virtual workspaces too.
 */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(clientRequests.readFile, (params: ReadFileParams) => readFile(params));
  client.onRequest(clientRequests.listFolder, (params: ListFolderParams) => listFolder(params));
  client.onRequest(clientRequests.findFiles, (params: FindFilesParams) => findFiles(params));
}

function readFile({ uri }: ReadFileParams): Promise<ReadFileResult> {
  const file = Uri.parse(uri, true);
  return readText({
    stat: async () => {
      const { type, size } = await workspace.fs.stat(file);
      return { isFile: (type & FileType.File) !== 0, size };
    },
    read: () => workspace.fs.readFile(file),
  });
}

async function listFolder({ uri }: ListFolderParams): Promise<ListFolderResult> {
  const folder = Uri.parse(uri, true);
  try {
    const entries = await workspace.fs.readDirectory(folder);
    // The type of a link's target has its own bit, in addition to that of the link.
    const names = entries.flatMap(([name, type]) =>
      (type & FileType.Directory) !== 0 ? [`${name}/`] : (type & FileType.File) !== 0 ? [name] : [],
    );
    return { uris: names.map((name) => Uri.joinPath(folder, name).toString()) };
  } catch {
    return null;
  }
}

async function findFiles({ include, exclude, limit }: FindFilesParams): Promise<FindFilesResult> {
  const found = await workspace.findFiles(include, oneOf(exclude), limit);
  return { uris: found.map((uri) => uri.toString()) };
}

function oneOf(patterns: readonly string[]): string | undefined {
  return patterns.length > 1 ? `{${patterns.join(",")}}` : patterns[0];
}
