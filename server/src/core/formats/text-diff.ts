import type { ChangeEntry } from "./report.ts";
import type { Paint } from "./terminal.ts";

/** A line for each verdict that differs. */
export function diffLines(changes: readonly ChangeEntry[], paint: Paint): readonly string[] {
  if (changes.length === 0) return ["Nobody's access changes."];
  return changes.map(
    ({ from, vault, environment, before, after, file, line }) =>
      `${from} → ${paint.strong(vault)}${environment === null ? "" : ` in ${environment}`}: ${before ?? "no vault"} → ${after ?? "no vault"}  ${paint.faint(`${file}:${line}`)}`,
  );
}
