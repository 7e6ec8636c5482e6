import { lstatSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, isAbsolute } from "node:path";
import { localFiles } from "./file-system.ts";
import { idOfPath } from "./disk.ts";

/**
 * Writes a file, or returns one line that says why it could not. The text is written to a new file next to the
 * target, which then replaces it: no file is left incomplete, and a link is replaced rather than followed, because
 * a link in a repository may point outside it.
 */
export function writeOutput(path: string, text: string, inputs: ReadonlySet<string>): string | null {
  const refusal = refusalOf(path, inputs);
  if (refusal !== null) return `${path} is not written: ${refusal}`;
  const temporary = `${resolve(path)}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: "wx" });
    renameSync(temporary, path);
    return null;
  } catch (error) {
    rmSync(temporary, { force: true });
    return `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function refusalOf(path: string, inputs: ReadonlySet<string>): string | null {
  const id = idOfPath(path);
  if (inputs.has(id) || inputs.has(localFiles.realPath(id))) return "it is one of the files that are judged";
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats && !stats.isFile() && !stats.isSymbolicLink()) return "it is not a regular file";
  const [folder, here] = [dirname(id), idOfPath(".")];
  const real = localFiles.realPath(folder);
  if (/^\/(?:dev|proc|sys)(?:\/|$)/.test(real)) return "it is not a regular file";
  const leadsAway = isWithin(folder, here) && !isWithin(real, localFiles.realPath(here));
  return leadsAway ? "a link in its path leads out of the current folder" : null;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(/[/\\]/)[0] !== "..";
}
