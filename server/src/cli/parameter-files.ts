import { basename, dirname } from "node:path";
import type { Analysis, Document } from "../core/index.ts";
import { documentKindOf, folderOf, templateUsedBy } from "../core/index.ts";
import type { Disk } from "./disk.ts";
import { whyNotRead } from "./disk.ts";
import type { Problem } from "./problem.ts";
import { problemOf } from "./problem.ts";

/**
 * The template that a parameter file belongs to: the one it names (`using`), or by its own name, as `main.parameters.json` and
 * `main.parameters.prod.json` belong to `main.json` beside them. Null when there is none.
 */
export function templateOfParameters(document: Document, disk: Disk): string | null {
  const { id } = document;
  if (isBicep(id)) {
    const used = templateUsedBy(document, disk);
    return used !== null && disk.get(used) ? used : null;
  }
  if (/\.tfvars(?:\.json)?$/i.test(id)) {
    const folder = folderOf(id);
    return disk.list(folder)?.some((file) => /\.tf(?:\.json)?$/i.test(file)) ? folder : null;
  }
  const stem = basename(id).replace(/[._-]?param(?:eter)?s?\b.*$/i, "");
  const candidates = [`${dirname(id)}/${stem}.json`, `${dirname(id)}/${stem}.bicep`];
  return candidates.find((each) => disk.isFile(each) && disk.get(each) !== null) ?? null;
}

/** Whether a parameter file may give values to a root: it names that very template, or none. */
export function mayApply(id: string, root: string, disk: Disk): boolean {
  const used = usedBy(id, disk);
  return used === null || used === root;
}

/** What is wrong with the parameter files of the command line, given the roots that were found. */
export function parameterFailures(
  parameters: readonly string[],
  analyses: readonly Analysis[],
  disk: Disk,
): readonly Problem[] {
  const failures = parameters.flatMap((id) => failureOf(id, analyses, disk));
  const first = parameters.find((id) => usedBy(id, disk) === null);
  if (failures.length > 0 || analyses.length === 1 || first === undefined) return failures;
  return [problemOf(first, `--parameters applies to one root, and there are ${analyses.length}`)];
}

function failureOf(id: string, analyses: readonly Analysis[], disk: Disk): readonly Problem[] {
  const document = disk.get(id);
  if (!document) return [problemOf(id, whyNotRead(id, disk))];
  if (documentKindOf(document) !== "parameters") return [problemOf(id, "it is not a parameter file")];
  const used = usedBy(id, disk);
  if (used === null || analyses.some(({ root }) => root === used)) return [];
  return [problemOf(id, "the template that these parameters belong to is not among those to judge")];
}

function usedBy(id: string, disk: Disk): string | null {
  const document = disk.get(id);
  return document ? templateUsedBy(document, disk) : null;
}

function isBicep(id: string): boolean {
  return /\.bicepparam$/i.test(id);
}
