import * as fs from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { URI } from "vscode-uri";
import { decodeText, entryExcluder, globMatcher, isTerraformFile, limits } from "./core/index.ts";
import type { FileSearch, FileSource } from "./lsp/files.ts";

// For many small files, this takes half the time of `node:fs/promises`, which creates an object for each handle.
const [readdir, stat, realpath] = [promisify(fs.readdir), promisify(fs.stat), promisify(fs.realpath.native)];
const [open, fstat] = [promisify(fs.open), promisify(fs.fstat)];
const [read, close] = [promisify(fs.read), promisify(fs.close)];

/** Files from the disk, for clients that do not supply them. */
export const nodeFiles: FileSource = { readFile: readTextFile, listFolder, findFiles, followLinks };

async function readTextFile(uri: string): Promise<string | null> {
  try {
    const path = localPath(uri);
    const bytes = path === null ? null : await readRegularFile(path);
    const decoded = bytes && decodeText(bytes);
    return decoded && "text" in decoded ? decoded.text : null;
  } catch {
    return null;
  }
}

/** The bytes of a regular file that is not too large; a pipe is opened without waiting for a writer. */
async function readRegularFile(path: string): Promise<Uint8Array | null> {
  const descriptor = await open(
    path,
    fs.constants.O_RDONLY | ((fs.constants.O_NONBLOCK as number | undefined) ?? 0),
  );
  try {
    const stats = await fstat(descriptor);
    if (!stats.isFile() || stats.size > limits.fileSize) return null;
    // One byte more than the file's size reveals that it is growing.
    const bytes = new Uint8Array(stats.size + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await read(descriptor, bytes, length, bytes.length - length, null);
      length += bytesRead;
      if (bytesRead === 0) return bytes.subarray(0, length);
      if (length === bytes.length) return null;
    }
  } finally {
    await close(descriptor);
  }
}

/** A path to another machine is never followed: a template must not cause network connections. */
function localPath(uri: string): string | null {
  const { scheme, authority, fsPath } = URI.parse(uri);
  return scheme === "file" && authority === "" ? fsPath : null;
}

async function listFolder(uri: string): Promise<readonly string[] | null> {
  try {
    const folder = localPath(uri);
    if (folder === null) return null;
    const entries = await Promise.all((await readEntries(folder)).map((entry) => kindOf(folder, entry)));
    return entries.flatMap(({ name, kind }) => {
      const address = URI.file(join(folder, name)).toString();
      return kind === "folder" ? [`${address}/`] : kind === "file" ? [address] : [];
    });
  } catch {
    return null;
  }
}

/** The type of an entry in a folder, or of a link's target. */
async function kindOf(
  folder: string,
  entry: Entry,
): Promise<{ readonly name: string; readonly kind: "file" | "folder" | "other" }> {
  const { name } = entry;
  const real = entry.isSymbolicLink() ? await stat(join(folder, name)).catch(() => entry) : entry;
  return { name, kind: real.isDirectory() ? "folder" : real.isFile() ? "file" : "other" };
}

async function followLinks(uri: string): Promise<string> {
  try {
    const path = localPath(uri);
    return path === null ? uri : URI.file(await realpath(path)).toString();
  } catch {
    // If nothing exists there, no link is followed.
    return uri;
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
  const isLeftOut = entryExcluder(search.exclude);
  const top = await followedPath(folder);
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of await entriesOf(at)) {
      const path = join(at, entry.name);
      const name = relative(folder, path).split(sep).join("/");
      // A pattern that excludes everything in a folder avoids walking into it.
      if (isLeftOut(entry.isDirectory() ? `${name}/` : name)) continue;
      if (entry.isDirectory()) waiting.push(path);
      else if (isWanted(name.toLowerCase()) && (entry.isFile() || (await isLinkedFile(path, entry, top))))
        found.push(URI.file(path).toString());
      if (found.length >= search.limit) return;
    }
  }
}

/**
 * Whether an entry is a link to a file that stays within a folder. Terraform reads each file of a folder, wherever a link leads. Links to
 * folders are not followed, as they may lead in a circle.
 */
async function isLinkedFile(path: string, entry: Entry, top: string): Promise<boolean> {
  if (!entry.isSymbolicLink() || (await kindOf(dirname(path), entry)).kind !== "file") return false;
  return isTerraformFile(entry.name) || (await followedPath(path)).startsWith(join(top, sep));
}

function followedPath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return await readEntries(folder);
  } catch {
    return [];
  }
}

interface Entry {
  readonly name: string;
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
}

function readEntries(folder: string): Promise<readonly Entry[]> {
  return readdir(folder, { withFileTypes: true });
}
