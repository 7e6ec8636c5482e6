import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { variables } from "./variables.ts";

function variable(name: keyof typeof variables): string {
  const value = process.env[variables[name]];
  if (value === undefined) throw new Error("The site was not built: run the project `site`.");
  return value;
}

/** Where the site is served as it is published. */
export const siteAddress = variable("address");
/** Where it is served below another path. */
export const elsewhere = variable("elsewhere");

/** The folder of the site. */
export const siteFolder = variable("folder");

/** The files of the site with an ending, relative to it. */
export function siteFiles(ending: string): readonly string[] {
  return readdirSync(siteFolder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(ending))
    .toSorted();
}

export function siteFile(path: string): string {
  return readFileSync(join(siteFolder, path), "utf8");
}

export function sizeOf(path: string): number {
  return statSync(join(siteFolder, path)).size;
}

/** What the bundler knows of the playground. */
export function playgroundMetafile(): Metafile {
  return JSON.parse(readFileSync(variable("playground"), "utf8")) as Metafile;
}
