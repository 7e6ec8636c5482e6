import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { sep } from "node:path";
import { isMadeByKernel, limits } from "../core/index.ts";
import type { ReadFault } from "./complaint.ts";

/** The kind of a path's target; "other" are devices, pipes and sockets. */
export type PathKind = "file" | "folder" | "other";

export interface FolderEntry {
  readonly name: string;
  readonly kind: PathKind | "link";
}

/** Why there are no bytes; of what is missing nothing is withheld. */
export interface ReadFailure {
  readonly isMissing: boolean;
  readonly fault: ReadFault;
}

export type BytesReading = { readonly bytes: Uint8Array } | { readonly failure: ReadFailure };

/** Where files come from: the disk, or a revision of a repository. Paths are absolute, with `/`. */
export interface FileSystem {
  /** The kind of a path's target, after links are resolved; null if it does not exist. */
  readonly kindOf: (path: string) => PathKind | null;
  /** What a folder holds, links not followed; null when it cannot be listed. */
  readonly list: (folder: string) => readonly FolderEntry[] | null;
  /** The bytes of a regular file, as many as are analysed at most. */
  readonly read: (path: string) => BytesReading;
  /**
   * Whether a file contains one of some ASCII texts, whatever its size and encoding; true if that cannot be
   * determined.
   */
  readonly mentions: (path: string, texts: RegExp) => boolean;
  /** The number of the user that a path belongs to; null if there are no such numbers. */
  readonly ownerOf: (path: string) => number | null;
  /** The existing part of the path with its links resolved. */
  readonly realPath: (path: string) => string;
}

/** The files of this machine. */
export const localFiles: FileSystem = { kindOf, list, read, mentions, ownerOf, realPath };

/** The failure of a file that is larger than any that is analysed. */
export const tooLarge: ReadFailure = {
  isMissing: false,
  fault: { kind: "file-too-large", megabytes: limits.fileSize / 1024 / 1024 },
};

/** The failure of what is not there. */
export const notThere: ReadFailure = { isMissing: true, fault: { kind: "file-not-found" } };

/** Files without some folders, as if these did not exist. Links are resolved first. */
export function filesWithout(folders: readonly string[], files: FileSystem): FileSystem {
  return filesWhere((isBelow) => !folders.some(isBelow), files);
}

/** The files of some folders, whose links are resolved, as if there were no others. */
export function filesWithin(folders: readonly string[], files: FileSystem): FileSystem {
  return filesWhere((isBelow) => folders.some(isBelow), files);
}

function filesWhere(
  isShown: (isBelow: (folder: string) => boolean) => boolean,
  files: FileSystem,
): FileSystem {
  const isHidden = (path: string): boolean => {
    const real = `${files.realPath(path).replace(/\/$/, "")}/`;
    return !isShown((folder) => real.startsWith(`${folder.replace(/\/$/, "")}/`));
  };
  return {
    ...files,
    kindOf: (path) => (isHidden(path) ? null : files.kindOf(path)),
    list: (folder) => files.list(folder)?.filter(({ name }) => !isHidden(`${folder}/${name}`)) ?? null,
    read: (path) => (isHidden(path) ? { failure: notThere } : files.read(path)),
    mentions: (path, texts) => !isHidden(path) && files.mentions(path, texts),
  };
}

function kindOf(path: string): PathKind | null {
  try {
    return kindOfStats(statSync(path));
  } catch {
    return null;
  }
}

function list(folder: string): readonly FolderEntry[] | null {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.map((entry) => ({
      name: entry.name,
      kind: entry.isSymbolicLink() ? "link" : kindOfStats(entry),
    }));
  } catch {
    return null;
  }
}

function kindOfStats(stats: Pick<Stats, "isFile" | "isDirectory">): PathKind {
  if (stats.isFile()) return "file";
  return stats.isDirectory() ? "folder" : "other";
}

function read(path: string): BytesReading {
  try {
    return withOpen(path, (descriptor, size) => {
      if (size > limits.fileSize) return { failure: tooLarge };
      return readUpTo(descriptor, Buffer.alloc(Math.max(size + 1, 4096)));
    });
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** A file may grow while it is read, and some that the system makes up say that they are empty. */
function readUpTo(descriptor: number, first: Buffer): BytesReading {
  let bytes = first;
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) return { bytes: bytes.subarray(0, length) };
    length += count;
    if (length > limits.fileSize) return { failure: tooLarge };
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(bytes.length)]);
  }
}

const chunkSize = 1024 * 1024;
/** The length of a word of 20 characters if all of them are escaped. */
const longestMention = 128;

function mentions(path: string, texts: RegExp): boolean {
  try {
    return withOpen(path, (descriptor) => {
      const chunk = Buffer.alloc(chunkSize);
      let before = "";
      for (;;) {
        const count = readSync(descriptor, chunk, 0, chunkSize, null);
        if (count === 0) return false;
        const text = before + searchable(chunk.subarray(0, count));
        if (texts.test(text)) return true;
        before = text.slice(-longestMention);
      }
    });
  } catch {
    return true;
  }
}

/** Bytes as a text in which ASCII can be found, without those that UTF-16 puts between. */
export function searchable(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replaceAll("\0", "");
}

class NoRegularFile extends Error {}

function withOpen<T>(path: string, use: (descriptor: number, size: number) => T): T {
  const real = realpathSync.native(path).replaceAll(sep, "/");
  // A pipe without a writer would wait for one, a terminal would become ours.
  const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = constants as Readonly<Record<string, number | undefined>>;
  if (isMadeByKernel(real)) throw new NoRegularFile();
  const descriptor = openSync(real, (O_RDONLY ?? 0) | (O_NONBLOCK ?? 0) | (O_NOCTTY ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    if (!stats.isFile()) throw new NoRegularFile();
    return use(descriptor, stats.size);
  } finally {
    closeSync(descriptor);
  }
}

function ownerOf(path: string): number | null {
  try {
    return statSync(path).uid;
  } catch {
    return null;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path).replaceAll(sep, "/");
  } catch {
    const cut = path.replace(/\/$/, "").lastIndexOf("/");
    // The root of a disk, which is real.
    if (cut <= 0) return path;
    return `${realPath(path.slice(0, cut)).replace(/\/$/, "")}${path.slice(cut)}`;
  }
}

function failureOf(error: unknown): ReadFailure {
  if (error instanceof NoRegularFile) return { isMissing: false, fault: { kind: "not-a-file" } };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return { isMissing: code === "ENOENT" || code === "ENOTDIR", fault: faultOf(code) };
}

function faultOf(code: string): ReadFault {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return notThere.fault;
    case "EACCES":
    case "EPERM":
      return { kind: "not-permitted" };
    case "EISDIR":
      return { kind: "is-a-folder" };
    case "ELOOP":
      return { kind: "link-cycle" };
    default:
      return { kind: "cannot-read", why: code };
  }
}
