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
import { idOfPath } from "./disk.ts";
import { isFolder } from "./paths.ts";
import type { Problem } from "./problem.ts";
import { walkFolder } from "./walk.ts";

/** The access files that count on a command line, and the environments that they and parameter files make. */
export interface AccessFiles {
  /** The one in force at a root; null when there is none. */
  readonly of: (root: string) => AccessFile | null;
  /** The environment of a name at a root; null when it has none of that name. */
  readonly environment: (name: string, root: string) => Environment | null;
  /** All environments of a root, those of the access file first. */
  readonly environments: (root: string) => readonly Environment[];
  /** Access files that stand below the paths, whether or not a template is near. */
  readonly below: readonly AccessFile[];
  /** The file of `--config` cannot be read. */
  readonly failures: readonly Problem[];
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
  const of = (root: string): AccessFile | null =>
    fixed ?? findAccessFile(isFolderId(root) ? root : folderOf(root), disk);
  const folders = paths.map(idOfPath).filter(isFolder);
  const walk = (endings: readonly string[]): readonly string[] =>
    folders.flatMap((folder) => walkFolder(folder, endings, exclude).files);
  const detected = lazily(() => detectEnvironments([...walk(valueEndings).filter(mayBeParameters)], disk));
  const environments = (root: string): readonly Environment[] => {
    const file = of(root);
    const own = file ? environmentsOfFile(file, disk) : [];
    const found = [...own, ...detected(), ...besides(root, disk)];
    return found.filter(({ name }, index) => found.findIndex((each) => each.name === name) === index);
  };
  const missing = named !== null && !given ? disk.failures.get(idOfPath(named)) : undefined;
  return {
    of,
    environments,
    environment: (name, root) => environments(root).find((each) => each.name === name) ?? null,
    below: fixed ? [fixed] : walk(accessFileNames).flatMap((id) => of(folderOf(id)) ?? []),
    failures:
      named === null || missing === undefined ? [] : [{ file: idOfPath(named), offset: 0, message: missing }],
  };
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

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
