import { lstatSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, isAbsolute } from "node:path";
import type { Complaint } from "./complaint.ts";
import { localFiles } from "./file-system.ts";
import { isMadeByKernel } from "../core/index.ts";
import { idOfPath } from "./disk.ts";

/**
 * Writes a file, or returns why it could not. The text is written to a new file next to the
 * target, which then replaces it: no file is left incomplete, and a link is replaced rather than followed, because
 * a link in a repository may point outside it.
 */
export function writeOutput(path: string, text: string, inputs: ReadonlySet<string>): Complaint | null {
  const why = refusalOf(path, inputs);
  if (why !== null) return { kind: "not-written", path, why };
  const temporary = `${resolve(path)}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: "wx" });
    renameSync(temporary, path);
    return null;
  } catch (error) {
    rmSync(temporary, { force: true });
    return { kind: "cannot-write", path, why: error instanceof Error ? error.message : String(error) };
  }
}

type Refusal = Extract<Complaint, { readonly kind: "not-written" }>["why"];

function refusalOf(path: string, inputs: ReadonlySet<string>): Refusal | null {
  const id = idOfPath(path);
  if (inputs.has(id) || inputs.has(localFiles.realPath(id))) return "is-input";
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats && !stats.isFile() && !stats.isSymbolicLink()) return "not-a-file";
  const [folder, here] = [dirname(id), idOfPath(".")];
  const real = localFiles.realPath(folder);
  if (isMadeByKernel(real)) return "not-a-file";
  const leadsAway = isWithin(folder, here) && !isWithin(real, localFiles.realPath(here));
  return leadsAway ? "leads-away" : null;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(/[/\\]/)[0] !== "..";
}
