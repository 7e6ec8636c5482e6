import type {
  FindFilesParams,
  FindFilesResult,
  ListFolderParams,
  ListFolderResult,
  ReadFileParams,
  ReadFileResult,
} from "../../server/src/protocol.ts";
import { clientRequests, decodeText } from "../../server/src/protocol.ts";
import type { BaseLanguageClient } from "vscode-languageclient";
import { FileType, Uri, workspace } from "vscode";

/** Larger files are named by the server as too large; they need not travel there. */
const largestFile = 16 * 1024 * 1024;

/**
 * Answers the server's questions about files that are not open. The editor's own file system is asked, so that modules
 * load on remote machines and in virtual workspaces too.
 */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(clientRequests.readFile, (params: ReadFileParams) => readFile(params));
  client.onRequest(clientRequests.listFolder, (params: ListFolderParams) => listFolder(params));
  client.onRequest(clientRequests.findFiles, (params: FindFilesParams) => findFiles(params));
}

async function readFile({ uri }: ReadFileParams): Promise<ReadFileResult> {
  try {
    const file = Uri.parse(uri, true);
    const { type, size } = await workspace.fs.stat(file);
    // A device or a pipe may never end, and what the kernel makes up says that it is a file.
    if ((type & FileType.File) === 0 || size > largestFile || /^\/(?:dev|proc|sys)\//.test(file.path))
      return null;
    const decoded = decodeText(await workspace.fs.readFile(file));
    return "text" in decoded ? decoded : null;
  } catch {
    // There is no such file, it is a folder, or it is no text: to the server all of that is the same.
    return null;
  }
}

async function listFolder({ uri }: ListFolderParams): Promise<ListFolderResult> {
  const folder = Uri.parse(uri, true);
  try {
    const entries = await workspace.fs.readDirectory(folder);
    // A link to a file is a file as well.
    const files = entries.filter(([, type]) => (type & FileType.File) !== 0);
    return { uris: files.map(([name]) => Uri.joinPath(folder, name).toString()) };
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
