import type { AccessFileResult } from "../../server/src/protocol.ts";

/** How many tests fail in any environment. */
export function countFailing(files: readonly AccessFileResult[]): number {
  const failing = files.flatMap(({ tests }) =>
    tests.filter(({ results }) => results.some(({ outcome }) => outcome === "failed")),
  );
  return failing.length;
}
