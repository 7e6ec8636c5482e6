import { dirname } from "node:path";
import { bicepCachePath } from "../bicep-cache.ts";
import { modulesInForce, oncePerKey } from "../core/index.ts";
import { isAccessPath, openAccessFiles, type PathAccessFiles } from "./access-files.ts";
import { type Disk, type DiskOptions, idOfPath, openDisk } from "./disk.ts";
import type { Options } from "./options.ts";
import { homesOf, openReach } from "./reach.ts";

/** The files that a command reads. */
export interface OpenedFiles {
  /** The paths that the options name, or the current folder. */
  readonly paths: readonly string[];
  /** The same without access files, each of which represents its folder. */
  readonly templates: readonly string[];
  readonly files: PathAccessFiles;
  readonly disk: Disk;
}

/** Opens the files that the options name. */
export function openFiles(
  options: Options,
  how: Pick<DiskOptions, "files" | "deadline" | "onInput">,
): OpenedFiles {
  const paths = pathsOf(options);
  const templates = paths.map(withoutAccessFile);
  const bicepCache = `${idOfPath(bicepCachePath)}/`;
  const { isOutside } = openReach({ paths: templates, allowRead: options.allowRead, bicepCache }, how.files);
  const bare = openDisk({ ...how, bicepCache, isOutside, search: homesOf(templates, how.files) });
  const files = openAccessFiles({ ...options, paths }, bare);
  const disk = { ...bare, modulesOf: oncePerKey((root) => modulesInForce(files.of(root), bare.resolve)) };
  return { paths, templates, files, disk };
}

/** The paths of templates that the options name, or the current folder. */
function pathsOf({ command, paths }: Pick<Options, "command" | "paths">): readonly string[] {
  // The first of explain-403 is the text to explain.
  const templates = command === "explain-403" ? paths.slice(1) : paths;
  return templates.length > 0 ? templates : ["."];
}

/** A named access file represents the templates in its folder. */
function withoutAccessFile(path: string): string {
  return isAccessPath(path) ? dirname(path) : path;
}
