import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { Document, Files } from "../core/index.ts";
import { largestFile } from "../core/index.ts";
import { isFile } from "./paths.ts";

/** Files of a disk as documents. Ids are absolute paths with `/`. */
export interface Disk extends Files {
  readonly get: (id: string) => Document | null;
  readonly list: (folder: string) => readonly string[] | null;
  /** Why a file that was asked for could not be read. */
  readonly failures: ReadonlyMap<string, string>;
}

/** Reads each file and folder at most once. `bicepCache` is the id of the folder of restored modules. */
export function openDisk(
  grammar: NonNullable<Files["grammar"]> = () => undefined,
  bicepCache?: string,
): Disk {
  const documents = new Map<string, Document | null>();
  const failures = new Map<string, string>();
  const get = (id: string): Document | null => {
    const before = documents.get(id);
    if (before !== undefined) return before;
    const reading = readText(id);
    if ("failure" in reading) failures.set(id, reading.failure);
    const document = "text" in reading ? { id, text: reading.text } : null;
    documents.set(id, document);
    return document;
  };
  const listings = new Map<string, readonly string[] | null>();
  const list = (folder: string): readonly string[] | null => {
    const before = listings.get(folder);
    if (before !== undefined) return before;
    const listed = listFolder(folder);
    listings.set(folder, listed);
    return listed;
  };
  return {
    get,
    list,
    grammar,
    bicepCache,
    failures,
    resolve: (from, path) => toId(resolve(dirname(from), onThisMachine(path))),
  };
}

/** The id of a path as given on the command line. */
export function idOfPath(path: string): string {
  return toId(resolve(path));
}

/** The path of a document as reports print it: relative to the current folder, with `/`. */
export function printPath(id: string): string {
  const path = relative(process.cwd(), id);
  return path === "" || isAbsolute(path) ? id : toId(path);
}

/** The files of a folder itself, in order; links are followed, as Terraform does. */
function listFolder(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder)
      .map((name) => folder + name)
      .filter(isFile)
      .sort();
  } catch {
    // A folder that is not there or may not be read holds nothing for us.
    return null;
  }
}

type TextReading = { readonly text: string } | { readonly failure: string };

function readText(id: string): TextReading {
  try {
    const stats = statSync(id);
    // A device or a pipe may never end.
    if (!stats.isFile() && !stats.isDirectory()) return { failure: "it is no regular file" };
    if (stats.size > largestFile)
      return { failure: `larger than ${largestFile / 1024 / 1024} MB, so it is not read` };
    return decode(readFileSync(id));
  } catch (error) {
    return { failure: whyUnreadable(error) };
  }
}

/** UTF-8, or UTF-16 where a byte order mark says so. */
function decode(bytes: Buffer): TextReading {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { failure: `it is not ${encoding.toUpperCase()} text` };
  }
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "there is no such file or folder";
    case "EACCES":
    case "EPERM":
      return "it may not be read";
    case "EISDIR":
      return "it is a folder";
    case "ELOOP":
      return "its symbolic links go in a circle";
    default:
      return `it cannot be read${code === "" ? "" : ` (${code})`}`;
  }
}

/** Elsewhere than on Windows a backslash is a character like any other. */
function toId(path: string): string {
  return path.replaceAll(sep, "/");
}

/** The path as it is written in a document. One that begins like the name of another machine must not make Windows call there. */
function onThisMachine(path: string): string {
  return path.replaceAll("\\", "/").replace(/^\/+/, "/");
}
