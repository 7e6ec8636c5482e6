import { existsSync, lstatSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import {
  accessFileNames,
  filesFixed,
  type FixedFile,
  grouped,
  protectingTests,
  withTests,
} from "../core/index.ts";
import { workspaceOf } from "./callers.ts";
import { foundIn } from "./check.ts";
import type { Ground } from "./command-input.ts";
import type { Complaint } from "./complaint.ts";
import { idOfPath, printPath } from "./disk.ts";
import { localFiles } from "./file-system.ts";

/**
 * What the fixes change that affect no access, and the preferred ones of the rules given. A fix that changes several files is left to
 * editors, and nothing is fixed where not everything was read: what was not may depend on it.
 */
export function fixedFiles(ground: Ground, rules: ReadonlySet<string>): readonly FixedFile[] {
  const { disk, deadline, isWhole, analyses, options } = ground;
  if (!isWhole) return [];
  return deadline.within(
    () => {
      const wanted = foundIn(ground).filter(({ code }) => options.only?.has(code) !== false);
      return filesFixed(wanted, disk, rules);
    },
    Math.max(1, analyses.length),
  );
}

/** The access files, and new ones, with tests that keep what works today; none where not everything was read. */
export function protectedFiles(ground: Ground): readonly FixedFile[] {
  const { analyses, plans, files, disk, words, isWhole } = ground;
  const byFile = grouped(isWhole ? analyses : [], ({ root }) => [
    files.of(root)?.document ?? newFileFor(root, ground),
  ]);
  return [...byFile].flatMap(([id, among]) => {
    const before = disk.get(id)?.text ?? "";
    const print = (to: string): string => relative(dirname(id), to).replaceAll(sep, "/");
    const tests = protectingTests(workspaceOf(ground, { print }), {
      ...{ among, plans, file: files.of(among[0].root) },
      print,
      nameOf: (group, only) => words.inEnvironments(words.action({ kind: "test-group", ...group }), only),
    });
    const after = withTests({ id, text: before }, tests) ?? before;
    return after === before ? [] : [{ id, before, after }];
  });
}

/** In the folder that was named, or next to the template. */
function newFileFor(root: string, { paths, disk }: Ground): string {
  const folders = paths.map(idOfPath).filter((each) => disk.isFolder(each) && root.startsWith(each));
  return `${folders[0] ?? dirname(root)}/${accessFileNames[0] ?? ""}`;
}

/**
 * Writes a file that fixes change; returns why it could not. A file is replaced as a whole, so that none is left half written, where
 * a link leads to, and only if its bytes are the UTF-8 that was read.
 */
export function writeFixed(
  { id, before, after }: FixedFile,
  { disk }: Pick<Ground, "disk">,
): Complaint | null {
  const path = printPath(id);
  if (disk.isOutside(id)) return { kind: "not-written", path, why: "leads-away" };
  const real = localFiles.realPath(id);
  const temporary = `${real}.${process.pid}.tmp`;
  try {
    const isNew = before === "" && !existsSync(real);
    const written = isNew ? before : readFileSync(real, "utf8");
    const mark = written.startsWith("\ufeff") ? "\ufeff" : "";
    if (written !== mark + before) return { kind: "not-written", path, why: "is-changed" };
    writeFileSync(temporary, mark + after, { flag: "wx", ...(isNew ? {} : { mode: lstatSync(real).mode }) });
    renameSync(temporary, real);
    return null;
  } catch (error) {
    return { kind: "cannot-write", path, why: error instanceof Error ? error.message : String(error) };
  }
}
