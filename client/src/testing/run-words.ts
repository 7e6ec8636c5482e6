import type { AccessTestOutcome } from "../../../server/src/protocol/access-tests.ts";
import type { Say } from "../say.ts";

/** The title of the lens above a test: "Run · fails in prod". */
export function sayRun(say: Say, results: readonly AccessTestOutcome[]): string {
  const run = `$(play) ${say("Run")}`;
  const failed = results.filter(({ outcome }) => outcome === "failed");
  if (failed.length > 0) {
    const where = failed.flatMap(({ environment }) => environment ?? []).join(", ");
    return `${run} · ${where === "" ? say("fails") : say("fails in {0}", where)}`;
  }
  const passes = results.some(({ outcome }) => outcome === "passed");
  return passes ? `${run} · ${say("passes")}` : run;
}
