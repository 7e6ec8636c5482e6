import { dirname } from "node:path";
import type { HclGrammar } from "../core/index.ts";
import { isAccessPath } from "./access-files.ts";
import { idOfPath } from "./disk.ts";
import type { FileSystem } from "./file-system.ts";
import { pathsOf } from "./open-files.ts";
import type { Options } from "./options.ts";
import { openReach } from "./reach.ts";
import { walkFolder } from "./walk.ts";

const endings = [".tf", ".tf.json", ".tofu", ".tofu.json", ".tfvars", ".tfvars.json"];

/**
 * Whether a command may have to read Terraform: a path or parameter file is named like it, or a folder holds a file that is. Nothing but a
 * Terraform file leads to another one. Another revision may hold what is not there now.
 */
export function mayReadTerraform(
  options: Pick<Options, "command" | "paths" | "parameters" | "exclude" | "allowRead">,
  files: FileSystem,
): boolean {
  const { command, parameters, exclude, allowRead } = options;
  if (command === "rules") return false;
  const paths = pathsOf(options);
  if (command === "diff" || [...paths, ...parameters].some(isNamedLikeTerraform)) return true;
  const templates = paths.map((path) => (isAccessPath(path) ? dirname(path) : path));
  const isOutside = (id: string): boolean => openReach({ paths: templates, allowRead }, files).isOutside(id);
  return templates
    .map(idOfPath)
    .some(
      (folder) =>
        files.kindOf(folder) === "folder" &&
        walkFolder(folder, endings, exclude, files, isOutside).files.length > 0,
    );
}

/** A Terraform file that was not there when folders were listed is an error: without its parser, nothing about it would be found. */
export const notForeseen: HclGrammar = {
  parse: () => {
    throw new Error("The parser of Terraform is not loaded.");
  },
};

function isNamedLikeTerraform(path: string): boolean {
  return endings.some((ending) => path.toLowerCase().endsWith(ending));
}
