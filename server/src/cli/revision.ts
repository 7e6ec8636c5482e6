import { realpathSync } from "node:fs";
import { posix } from "node:path";
import { limits } from "../core/index.ts";
import type { Complaint } from "./complaint.ts";
import {
  type BytesReading,
  type FileSystem,
  type FolderEntry,
  localFiles,
  notThere,
  searchable,
  tooLarge,
} from "./file-system.ts";
import { git, GitFailure } from "./git.ts";
import { idOfPath } from "./disk.ts";

/** A revision of the repository around the current folder, as its files would lie there. */
export interface Revision {
  /** The id of the top of the repository. */
  readonly top: string;
  readonly files: FileSystem;
  /** Paths that git would not write into a folder either, so that they are not read. */
  readonly refused: readonly string[];
  /** The ids of folders of which a revision says no more than which commit of another repository they are. */
  readonly submodules: readonly string[];
}

/**
 * Opens a revision; returns one line that says why if git cannot. Its objects are read into memory: nothing is
 * written to disk. Files that are not part of it, such as restored modules, come from the disk.
 */
export function openRevision(revision: string): Revision | { readonly complaint: Complaint } {
  try {
    const meanings = [...meaningsOf(revision, commitOf).values()];
    if (meanings.length > 1) return { complaint: { kind: "ambiguous-revision", base: revision, meanings } };
    const commit = commitOf(revision);
    const cwd = realpathSync.native(git(["rev-parse", "--show-toplevel"]).toString("utf8").trim());
    const tree = treeOf(git(["ls-tree", "-r", "-z", "--long", "--full-tree", commit], { cwd }));
    const top = idOfPath(cwd);
    const submodules = tree.submodules.map((path) => `${top}/${path}`);
    return { top, files: filesOf(tree, top, objectsOf(tree, cwd)), refused: tree.refused, submodules };
  } catch (error) {
    if (error instanceof GitFailure)
      return { complaint: error.isMissing ? { kind: "no-git" } : { kind: "no-base", base: revision } };
    throw error;
  }
}

/** Whether a text names a revision of the repository around the current folder. */
export function isRevision(text: string): boolean {
  try {
    return commitOf(text) !== "";
  } catch (error) {
    if (error instanceof GitFailure) return false;
    throw error;
  }
}

function commitOf(revision: string): string {
  // A revision that begins with a dash would be an option.
  const asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  return git(asked).toString("utf8").trim();
}

interface TreeFile {
  readonly object: string;
  readonly size: number;
  readonly isLink: boolean;
}

interface Tree {
  /** By paths from the top. */
  readonly files: ReadonlyMap<string, TreeFile>;
  /** What each folder holds, by its path; the top's is empty. */
  readonly folders: ReadonlyMap<string, ReadonlyMap<string, FolderEntry>>;
  readonly refused: readonly string[];
  readonly submodules: readonly string[];
}

function treeOf(listing: Buffer): Tree {
  const files = new Map<string, TreeFile>();
  const folders = new Map<string, Map<string, FolderEntry>>([["", new Map()]]);
  const [refused, submodules]: [string[], string[]] = [[], []];
  for (const line of listing.toString("utf8").split("\0")) {
    const [, mode, kind, object = "", size, path = ""] =
      /^(\d+) (blob|commit) (\w+) +(-|\w+)\t(.*)$/s.exec(line) ?? [];
    if (mode === undefined) continue;
    if (isHostile(path)) refused.push(path);
    else if (kind === "commit") submodules.push(path);
    else {
      const isLink = mode === "120000";
      // Of an object that a partial clone lacks the size is "BAD".
      files.set(path, { object, size: Number(size) || 0, isLink });
      enter(path, isLink ? "link" : "file", folders);
    }
  }
  return { files, folders, refused, submodules };
}

/** A path with such parts would name a file outside the repository, here or on Windows. */
function isHostile(path: string): boolean {
  return path.includes("\\") || path.split("/").some((part) => part === "" || part === "." || part === "..");
}

function enter(
  path: string,
  kind: FolderEntry["kind"],
  folders: Map<string, Map<string, FolderEntry>>,
): void {
  const cut = path.lastIndexOf("/");
  const [folder, name] = [path.slice(0, Math.max(cut, 0)), path.slice(cut + 1)];
  const entries = folders.get(folder);
  entries?.set(name, { name, kind });
  if (entries) return;
  folders.set(folder, new Map([[name, { name, kind }]]));
  enter(folder, "folder", folders);
}

type Objects = (file: TreeFile) => BytesReading;

/** Whatever may be a template or belong to one is read in one go, the rest when it is asked for. */
const wanted = /\.(?:json|jsonc|bicep|bicepparam|tf|tofu|tfvars|hcl|ya?ml)$/i;
const batchSize = 64 * 1024 * 1024;

function objectsOf({ files }: Tree, cwd: string): Objects {
  const known = new Map<string, Buffer | null>();
  const load = (batch: readonly string[]): void => {
    const printed = git(["cat-file", "--batch"], { cwd, input: batch.map((each) => `${each}\n`).join("") });
    for (const [object, bytes] of objectsIn(printed)) known.set(object, bytes);
  };
  for (const batch of batchesOf([...files].flatMap(([path, file]) => (wanted.test(path) ? [file] : []))))
    load(batch);
  return ({ object, size }) => {
    if (size > limits.fileSize) return { failure: tooLarge };
    if (!known.has(object)) load([object]);
    const bytes = known.get(object);
    return bytes ? { bytes } : { failure: { isMissing: false, fault: { kind: "not-in-clone" } } };
  };
}

function batchesOf(files: readonly TreeFile[]): readonly (readonly string[])[] {
  const batches: string[][] = [[]];
  let total = 0;
  for (const { object, size } of files) {
    if (size > limits.fileSize) continue;
    total += size;
    if (total > batchSize) {
      batches.push([]);
      total = size;
    }
    batches.at(-1)?.push(object);
  }
  return batches.filter((batch) => batch.length > 0);
}

/** What `git cat-file --batch` prints: a line with the name, kind and size of each object, its bytes, and a line end. */
function* objectsIn(printed: Buffer): Generator<readonly [object: string, bytes: Buffer | null]> {
  for (let at = 0; at < printed.length;) {
    const end = printed.indexOf("\n", at);
    const [object = "", , size] = printed.toString("utf8", at, end).split(" ");
    const start = end + 1;
    // A line of two words says that the object is missing.
    if (size === undefined) yield [object, null];
    else yield [object, printed.subarray(start, start + Number(size))];
    at = size === undefined ? start : start + Number(size) + 1;
  }
}

/** The file system in which the tree lies at the top of the repository. */
function filesOf(tree: Tree, top: string, objects: Objects): FileSystem {
  const own = treeFiles(tree, objects);
  const ask = <T>(path: string, question: (files: FileSystem, path: string) => T): T => {
    const inside = pathWithin(path, top);
    return inside === null ? question(localFiles, path) : question(own, inside);
  };
  return {
    kindOf: (path) => ask(path, (files, at) => files.kindOf(at)),
    list: (folder) => ask(folder, (files, at) => files.list(at)),
    read: (path) => ask(path, (files, at) => files.read(at)),
    mentions: (path, texts) => ask(path, (files, at) => files.mentions(at, texts)),
    ownerOf: (path) => ask(path, (files, at) => files.ownerOf(at)),
    realPath: (path) => (pathWithin(path, top) === null ? localFiles.realPath(path) : path),
  };
}

/** The same by paths from the top. A link is followed as long as it stays in the tree. */
function treeFiles({ files, folders }: Tree, objects: Objects): FileSystem {
  const fileAt = (path: string, hops = 0): TreeFile | null => {
    const file = files.get(path);
    if (!file?.isLink) return file ?? null;
    const reading = objects(file);
    if (hops > mostHops || !("bytes" in reading)) return null;
    const target = Buffer.from(reading.bytes).toString("utf8");
    // It points to a place on the machine that created it.
    if (posix.isAbsolute(target)) return null;
    return fileAt(posix.join(posix.dirname(path), target), hops + 1);
  };
  const read = (path: string): BytesReading => {
    const file = fileAt(path);
    return file ? objects(file) : { failure: notThere };
  };
  return {
    kindOf: (path) => (folders.has(path) ? "folder" : fileAt(path) && "file"),
    list: (folder) => {
      const entries = folders.get(folder);
      return entries ? [...entries.values()] : null;
    },
    ownerOf: () => null,
    read,
    mentions: (path, texts) => {
      const reading = read(path);
      return !("bytes" in reading) || texts.test(searchable(reading.bytes));
    },
    realPath: (path) => path,
  };
}

const mostHops = 8;

/** The path from the top; null of what git does not keep: files elsewhere, and the modules that Terraform has restored. */
function pathWithin(path: string, top: string): string | null {
  const folder = top.endsWith("/") ? top : `${top}/`;
  if (path.replace(/\/?$/, "/") === folder) return "";
  if (!path.startsWith(folder)) return null;
  const inside = path.slice(folder.length).replace(/\/$/, "");
  return /(?:^|\/)\.terraform(?:\/|$)/.test(inside) ? null : inside;
}

/**
 * The commits that the name in a revision may mean, by what each is called in full; at most one if it means one. Of several refs git takes the first,
 * a tag before a branch, and a ref before the beginning of a commit's name (https://git-scm.com/docs/gitrevisions), so that
 * a pushed tag of that name would otherwise replace the branch in the comparison.
 */
function meaningsOf(revision: string, commitOf: (revision: string) => string): ReadonlyMap<string, string> {
  const name = /^(?:(?!@\{)[^~^:])*/.exec(revision)?.[0] ?? "";
  if (name === "" || name.startsWith("refs/")) return new Map();
  const refs = refsNamed(name);
  const begun = refs.length > 0 ? objectsBeginning(name) : [];
  const commits = [...refs, ...begun].flatMap((each): [string, string][] => {
    const commit = commitIfAny(each, commitOf);
    return commit === null ? [] : [[commit, each]];
  });
  return new Map(commits.toReversed());
}

function refsNamed(name: string): readonly string[] {
  const possible = [
    ...["", "tags/", "heads/", "remotes/"].map((folder) => `refs/${folder}${name}`),
    `refs/remotes/${name}/HEAD`,
  ];
  const printed = git(["for-each-ref", "--format=%(refname)", ...possible]).toString("utf8");
  const found = new Set(printed.split("\n"));
  return possible.filter((each) => found.has(each));
}

/** A whole name of 40 digits is never taken for that of a ref. */
function objectsBeginning(name: string): readonly string[] {
  if (!/^[0-9a-f]{4,39}$/i.test(name)) return [];
  const printed = git(["rev-parse", `--disambiguate=${name}`]).toString("utf8");
  return printed.split("\n").filter((each) => each !== "");
}

function commitIfAny(object: string, commitOf: (revision: string) => string): string | null {
  try {
    return commitOf(object);
  } catch {
    return null;
  }
}
