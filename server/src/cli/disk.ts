import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import {
  decodeText,
  type Document,
  type Files,
  grouped,
  limits,
  nameSearched,
  oncePerKey,
  parseDocument,
  TookTooLong,
  type UnreadReport,
} from "../core/index.ts";
import { Deadline } from "./deadline.ts";
import type { ReadFault } from "./complaint.ts";
import { type FileSystem, localFiles, type ReadFailure } from "./file-system.ts";
import { neverRead } from "./walk.ts";

/** Files as documents, out of a file system. Ids are absolute paths with `/`. */
export interface Disk extends Files {
  readonly get: (id: string) => Document | null;
  readonly list: (folder: string) => readonly string[] | null;
  readonly files: FileSystem;
  readonly isOutside: (id: string) => boolean;
  readonly isFile: (id: string) => boolean;
  readonly isFolder: (id: string) => boolean;
  /** The documents that were read. */
  readonly opened: ReadonlyMap<string, Document>;
  /** Why a file that was asked for could not be read. */
  readonly failures: ReadonlyMap<string, ReadFailure>;
  /**
   * Does work that reads many documents. Where that takes too long, each of them has the time of the deadline for itself, and is
   * left out where that is not enough.
   */
  readonly readInTime: <T>(work: () => T) => T;
}

export interface DiskOptions {
  /** The id of the folder of restored modules. */
  readonly bicepCache?: string | undefined;
  readonly isOutside?: Files["isOutside"] | undefined;
  readonly files?: FileSystem | undefined;
  /** The paths in which folders are looked for by their names. */
  readonly search?: readonly string[];
  readonly deadline?: Deadline;
  /** Another side of a comparison: what was computed of a document of it holds for one that is the same. */
  readonly like?: Pick<Disk, "opened">;
}

/** Reads each folder and each file at most once. */
export function openDisk({
  bicepCache,
  isOutside = () => false,
  files = localFiles,
  search = [],
  deadline = new Deadline(),
  like,
}: DiskOptions = {}): Disk {
  const opened = new Map<string, Document>();
  const failures = new Map<string, ReadFailure>();
  const named = foldersByName(search, files);
  const open = (id: string): Document | null => {
    deadline.step(id, 0, null);
    const reading = readText(id, files);
    if ("failure" in reading) {
      failures.set(id, reading.failure);
      return null;
    }
    const { text } = reading;
    const same = like?.opened.get(id);
    const document = same?.text === text ? same : { id, text };
    opened.set(id, document);
    return document;
  };
  const leftOut = new Map<string, Document["leftOut"]>();
  const openInTime = (id: string): Document | null => {
    const document = open(id);
    if (document === null) return null;
    if (!leftOut.has(id)) leftOut.set(id, whyLeftOut(document, deadline));
    const reason = leftOut.get(id);
    return reason ? { ...document, leftOut: reason } : document;
  };
  let documents = oncePerKey(open);
  return {
    get: (id) => (failures.has(id) ? null : documents(id)),
    list: oncePerKey((folder) => {
      const name = nameSearched(folder);
      return name === null ? listed(folder, files) : named(name);
    }),
    files,
    isFile: (id) => files.kindOf(id) === "file",
    isFolder: (id) => files.kindOf(id) === "folder",
    bicepCache,
    isOutside,
    opened,
    failures,
    inTime: (root, work) => deadline.of(root, work),
    eachInTime: (things, work) => deadline.each(things, ({ root }) => root, work),
    readInTime: (work) => {
      try {
        return deadline.within(work);
      } catch (error) {
        if (!(error instanceof TookTooLong)) throw error;
        documents = oncePerKey(openInTime);
        return work();
      }
    },
    resolve: (from, path) => toId(resolve(dirname(from), onThisMachine(path))),
  };
}

/** The id of a path as given on the command line. */
export function idOfPath(path: string): string {
  return toId(resolve(path));
}

/** The path of a document as reports print it: relative to the current folder, with `/`; that folder itself is `.`. */
export function printPath(id: string): string {
  const path = relative(process.cwd(), id);
  if (path === "") return ".";
  return isAbsolute(path) ? id : toId(path);
}

/** Why a document could not be had. */
export function whyNotRead(id: string, { failures }: Disk): ReadFault {
  return failures.get(id)?.fault ?? { kind: "cannot-read", why: "" };
}

/** Whether a file that was not found is there and may not be read, which is the same to the core. */
export function mayNotRead({ span, source }: UnreadReport, { failures, resolve: resolved }: Disk): boolean {
  return failures.get(resolved(span.document, source))?.isMissing === false;
}

/** The text decoded from bytes, or why it could not be decoded. */
export function textOf(bytes: Uint8Array): TextReading {
  const decoded = decodeText(bytes);
  return "text" in decoded ? decoded : { failure: { isMissing: false, fault: decoded.fault } };
}

export type TextReading = { readonly text: string } | { readonly failure: ReadFailure };

/** Why a document is left out: because reading it as a template takes too long. */
function whyLeftOut(document: Document, deadline: Deadline): Document["leftOut"] {
  try {
    deadline.within(() => parseDocument(document));
    return undefined;
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    return { kind: "too-slow", seconds: error.seconds };
  }
}

function readText(id: string, files: FileSystem): TextReading {
  const reading = files.read(id);
  return "bytes" in reading ? textOf(reading.bytes) : reading;
}

/** What is in a folder itself, in order, folders with a slash at the end; links are followed, as Terraform does. */
function listed(folder: string, files: FileSystem): readonly string[] | null {
  const ids = files.list(folder)?.flatMap(({ name, kind }) => {
    const id = folder + name;
    const real = kind === "link" ? files.kindOf(id) : kind;
    return real === "file" ? [id] : real === "folder" ? [`${id}/`] : [];
  });
  // A folder that is not there or may not be read holds nothing for us.
  return ids?.sort() ?? null;
}

/** Elsewhere than on Windows a backslash is a character like any other. */
function toId(path: string): string {
  return path.replaceAll(sep, "/");
}

/** The path as it is written in a document. One that begins like the name of another machine must not make Windows call there. */
export function onThisMachine(path: string): string {
  return path.replaceAll("\\", "/").replace(/^\/+/, "/");
}

/** Finds folders by their names in some folders and all below; these are walked when the first name is asked for. Ids end in a slash. */
export function foldersByName(
  tops: readonly string[],
  files: Pick<FileSystem, "list">,
): (name: string) => readonly string[] {
  let found: ReadonlyMap<string, readonly string[]> | null = null;
  return (name) => {
    found ??= findAll(tops, files);
    return found.get(name.toLowerCase()) ?? [];
  };
}

function findAll(
  tops: readonly string[],
  { list }: Pick<FileSystem, "list">,
): ReadonlyMap<string, readonly string[]> {
  const waiting = [...new Set(tops)];
  // Grows while it is walked, folder by folder from the top.
  for (const folder of waiting) {
    if (waiting.length > limits.searched.folders) continue;
    const below =
      list(folder)?.filter((entry) => entry.kind === "folder" && !neverRead.has(entry.name)) ?? [];
    waiting.push(...below.map((entry) => `${folder}/${entry.name}`));
  }
  const found = grouped(new Set(waiting), (folder) => [
    folder.slice(folder.lastIndexOf("/") + 1).toLowerCase(),
  ]);
  return new Map([...found].map(([name, folders]) => [name, folders.map((each) => `${each}/`).sort()]));
}
