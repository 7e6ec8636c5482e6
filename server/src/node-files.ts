import * as fs from "node:fs";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { URI } from "vscode-uri";
import { globMatcher, largestFile } from "./core/index.ts";
import type { FileSearch, FileSource } from "./lsp/host.ts";

// Many small files are read in half the time that `node:fs/promises` takes, which opens a handle for each.
const [readdir, readFile, stat] = [promisify(fs.readdir), promisify(fs.readFile), promisify(fs.stat)];

/** Files from the disk, for clients that do not answer for them. */
export const nodeFiles: FileSource = { readFile: readTextFile, listFolder, findFiles };

async function readTextFile(uri: string): Promise<string | null> {
  const path = localPath(uri);
  if (path === null) return null;
  try {
    const stats = await stat(path);
    // A device or a pipe may never end.
    if (!stats.isFile() || stats.size > largestFile) return null;
    return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch {
    return null;
  }
}

/** A path that leads to another machine is never followed: a template must not make us call there. */
function localPath(uri: string): string | null {
  const { scheme, authority, fsPath } = URI.parse(uri);
  return scheme === "file" && authority === "" ? fsPath : null;
}

async function listFolder(uri: string): Promise<readonly string[] | null> {
  const folder = localPath(uri);
  if (folder === null) return null;
  try {
    const entries = await readEntries(folder);
    const files = entries.filter((entry) => !entry.isDirectory());
    return files.map(({ name }) => URI.file(join(folder, name)).toString());
  } catch {
    return null;
  }
}

async function findFiles(search: FileSearch): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of search.folders) {
    const { scheme, fsPath } = URI.parse(folder);
    if (scheme === "file") await walk(fsPath, search, found);
  }
  return found;
}

async function walk(folder: string, search: FileSearch, found: string[]): Promise<void> {
  const isWanted = globMatcher([search.include]);
  const isLeftOut = globMatcher(search.exclude);
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of await entriesOf(at)) {
      const path = join(at, entry.name);
      const name = relative(folder, path).split(sep).join("/");
      // A pattern for everything in a folder keeps us from walking into it.
      if (isLeftOut(name) || isLeftOut(`${name}/_`)) continue;
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile() && isWanted(name)) found.push(URI.file(path).toString());
      if (found.length >= search.limit) return;
    }
  }
}

async function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return await readEntries(folder);
  } catch {
    return [];
  }
}

function readEntries(folder: string): Promise<
  readonly {
    readonly name: string;
    isDirectory(): boolean;
    isFile(): boolean;
  }[]
> {
  return readdir(folder, { withFileTypes: true });
}
