import type { Files } from "../files/files.ts";
import { compareText } from "../text/compare.ts";
import { applyChanges } from "../text/document.ts";
import { fixAllIn, type Repairable } from "./apply-fix.ts";

/** A file that fixes change. */
export interface FixedFile {
  readonly id: string;
  readonly before: string;
  readonly after: string;
}

/** The files as the fixes leave them that affect no access, and the preferred ones of the rules given. */
export function filesFixed(
  findings: readonly Repairable[],
  files: Pick<Files, "get">,
  rules: ReadonlySet<string>,
): readonly FixedFile[] {
  return [...fixAllIn(findings, files, { rules })]
    .flatMap(([id, own]) => {
      const before = files.get(id)?.text;
      const after = before === undefined ? before : applyChanges(before, own);
      return before === undefined || after === undefined || after === before ? [] : [{ id, before, after }];
    })
    .sort((a, b) => compareText(a.id, b.id));
}

/** The changes of a file as `git apply --unidiff-zero` reads them. */
export function differenceOf({ before, after }: FixedFile, path: string): readonly string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const same = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a === b;
  let start = 0;
  while (same(old[start], now[start])) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && same(old.at(-1 - end), now.at(-1 - end))) end++;
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const range = (lines: readonly string[]): string =>
    `${lines.length === 0 ? start : start + 1},${lines.length}`;
  return [
    `--- ${path}`,
    `+++ ${path}`,
    `@@ -${range(gone)} +${range(come)} @@`,
    ...gone.map((line) => `-${line}`),
    ...come.map((line) => `+${line}`),
  ];
}
