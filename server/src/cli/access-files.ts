import { basename } from "node:path";
import type { AccessFile, Analysis, Environment } from "../core/index.ts";
import {
  accessFileNames,
  detectEnvironments,
  environmentsOfFile,
  findAccessFile,
  folderOf,
  mayBeParameters,
  readAccessFile,
} from "../core/index.ts";
import type { Disk } from "./disk.ts";
import { idOfPath, whyNotRead } from "./disk.ts";
import type { FileSystem } from "./file-system.ts";
import { localFiles } from "./file-system.ts";
import { once } from "./once.ts";
import type { Problem } from "./problem.ts";
import { problemOf } from "./problem.ts";
import { repositoryOf } from "./reach.ts";
import { walkFolder } from "./walk.ts";

/** The access files that count on a command line, and the environments that they and parameter files make. */
export interface AccessFiles {
  /** The one in force at a root; null when there is none. */
  readonly of: (root: string) => AccessFile | null;
  /** The environment of a name at a root; null when it has none of that name. */
  readonly environment: (name: string, root: string) => Environment | null;
  /** All environments of a root, those of the access file first. */
  readonly environments: (root: string) => readonly Environment[];
  /** Access files below the paths, whether or not a template is near. */
  readonly below: readonly AccessFile[];
  /** Those in force at some of the roots or below the paths. */
  readonly all: (roots: readonly string[]) => readonly AccessFile[];
  /** What keeps the file of `--config`, or one that is in force, from being read in full: exit status 2. */
  readonly failures: (roots: readonly string[]) => readonly Problem[];
  /** Files that would be in force, were they not of another repository or user. */
  readonly strangers: ReadonlySet<string>;
}

/** Finds access files: the one of `--config`, a path that is one, or else the nearest one of each template. */
export function openAccessFiles(
  {
    config,
    paths,
    exclude,
  }: {
    readonly config: string | null;
    readonly paths: readonly string[];
    readonly exclude: readonly string[];
  },
  disk: Disk,
): AccessFiles {
  const named = config ?? paths.find(isAccessPath) ?? null;
  const given = named === null ? null : disk.get(idOfPath(named));
  const fixed = given ? readAccessFile(given) : null;
  const strangers = new Set<string>();
  const nearest = once((folder) => {
    const repository = repositoryOf(folder);
    return findAccessFile(folder, {
      get: (id) => {
        const mayCount = mayGovern(id, folder, repository, disk.files);
        if (!mayCount && disk.isFile(id)) strangers.add(id);
        return mayCount ? disk.get(id) : null;
      },
    });
  });
  // A file that is named and cannot be read must not make another one count.
  const of = (root: string): AccessFile | null =>
    named === null ? nearest(isFolderId(root) ? root : folderOf(root)) : fixed;
  const folders = paths.map(idOfPath).filter(disk.isFolder);
  const walk = (endings: readonly string[]): readonly string[] =>
    folders.flatMap((folder) => walkFolder(folder, endings, exclude, disk.files).files);
  const detected = once(() => detectEnvironments([...walk(valueEndings).filter(mayBeParameters)], disk));
  const environments = (root: string): readonly Environment[] => {
    const file = of(root);
    const own = file ? environmentsOfFile(file, disk) : [];
    const found = [...own, ...detected(""), ...besides(root, disk)];
    return found.filter(({ name }, index) => found.findIndex((each) => each.name === name) === index);
  };
  const below = fixed ? [fixed] : walk(accessFileNames).flatMap((id) => of(folderOf(id)) ?? []);
  const all = (roots: readonly string[]): readonly AccessFile[] => {
    const inForce = [...roots.flatMap((root) => of(root) ?? []), ...below];
    return [...new Map(inForce.map((file) => [file.document, file])).values()];
  };
  return {
    of,
    environments,
    environment: (name, root) => environments(root).find((each) => each.name === name) ?? null,
    below,
    all,
    failures: (roots) => [
      ...(named === null || given ? [] : [problemOf(idOfPath(named), whyNotRead(idOfPath(named), disk))]),
      ...all(roots).flatMap(({ problems }) =>
        problems.map(({ span, message }) => ({ file: span.document, offset: span.start, message })),
      ),
      ...[...disk.failures].flatMap(([id, { isMissing, message }]) =>
        isMissing || id === (named && idOfPath(named)) || !isAccessPath(id) ? [] : [problemOf(id, message)],
      ),
    ],
    strangers,
  };
}

/**
 * Whether an access file may count in a folder. It can turn rules off, so it has to come from the same repository; outside of any
 * from this user or the folder's owner, as others may write into the folders above.
 */
function mayGovern(id: string, folder: string, repository: string | null, files: FileSystem): boolean {
  if (repository !== null) return `${localFiles.realPath(folderOf(id))}/`.startsWith(`${repository}/`);
  const owner = files.ownerOf(id);
  return owner === null || owner === process.getuid?.() || owner === files.ownerOf(folder);
}

/** Whether a path names an access file: its folder is meant then. */
export function isAccessPath(path: string): boolean {
  return accessFileNames.includes(basename(path));
}

/** The environments of one access file; null alone where it has none. */
export function environmentsIn(file: AccessFile, disk: Disk): readonly (Environment | null)[] {
  const environments = environmentsOfFile(file, disk);
  return environments.length > 0 ? environments : [null];
}

/** The roots that an access file is in force for. */
export function rootsUnder(
  file: AccessFile,
  analyses: readonly Analysis[],
  files: AccessFiles,
): readonly string[] {
  return analyses.map(({ root }) => root).filter((root) => files.of(root)?.document === file.document);
}

const valueEndings = [".bicepparam", ".tfvars", ".tfvars.json", ".json", ".jsonc"];

/** Environments of parameter files beside a template that was named rather than walked to. */
function besides(root: string, disk: Disk): readonly Environment[] {
  const files = disk.list(folderOf(root)) ?? [];
  return detectEnvironments(files.filter(mayBeParameters), disk);
}

function isFolderId(root: string): boolean {
  return root.endsWith("/");
}
