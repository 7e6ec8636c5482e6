import { dirname } from "node:path";
import { idOfPath } from "./disk.ts";
import { type FileSystem, localFiles } from "./file-system.ts";

/**
 * Which files belong to what is evaluated. Functions of templates read nothing else: a template of a stranger could put any file of
 * this machine into a report.
 */
export interface Reach {
  /** Whether a file is outside the repository, the given paths, restored modules, and allowed folders. */
  readonly isOutside: (id: string) => boolean;
}

export interface ReachOptions {
  readonly paths: readonly string[];
  /** Folders that were allowed in addition. */
  readonly allowRead: readonly string[];
  /** The id of the folder of restored Bicep modules. */
  readonly bicepCache?: string | undefined;
}

/** The folders that paths belong to: the repositories around them, or else themselves. */
export function homesOf(paths: readonly string[], files = localFiles): readonly string[] {
  return paths.map((path) => repositoryOf(idOfPath(path), files) ?? folderOf(idOfPath(path), files));
}

/** Links are resolved first. */
export function openReach({ paths, allowRead, bicepCache }: ReachOptions, files = localFiles): Reach {
  const folders = [
    ...homesOf(paths, files),
    ...allowRead.map((path) => files.realPath(idOfPath(path))),
    ...(bicepCache === undefined ? [] : [files.realPath(bicepCache)]),
  ];
  const inside = folders.map((folder) => (folder.endsWith("/") ? folder : `${folder}/`));
  return {
    isOutside: (id) => {
      const real = files.realPath(id);
      // A checkout keeps the token it was made with in the configuration of git.
      return /\/\.git\//i.test(real) || !inside.some((folder) => `${real}/`.startsWith(folder));
    },
  };
}

/** The top of the repository that contains a path, with links resolved; null outside any repository. */
export function repositoryOf(id: string, { realPath, kindOf }: FileSystem = localFiles): string | null {
  for (let at = realPath(id); ; at = dirname(at)) {
    // A file, in worktrees and submodules.
    if (kindOf(`${at}/.git`) !== null) return at;
    if (dirname(at) === at) return null;
  }
}

function folderOf(id: string, { realPath, kindOf }: FileSystem): string {
  const real = realPath(id);
  return kindOf(real) === "folder" ? real : dirname(real);
}
