import { type Analysis, askAboutMost, type Failure } from "../core/index.ts";
import type { Workspace } from "./workspace.ts";

/** A root in an environment, or what is known of one. */
type OfRoot = Pick<Analysis, "root"> | { readonly analysis: Pick<Analysis, "root"> };

/**
 * The answer to a question about roots. A root that triggers a bug is left out of the answer, and the log says where it
 * happened.
 */
export function askRoots<T extends OfRoot, R>(
  { log }: Pick<Workspace, "log">,
  things: readonly T[],
  ask: (things: readonly T[]) => R,
  onFailure: (about: T, failed: Failure) => void = () => undefined,
): R {
  const { answer, failures } = askAboutMost(things, ask);
  for (const { about, failed } of failures) {
    log(`${"root" in about ? about.root : about.analysis.root}: ${failed.stack}`);
    onFailure(about, failed);
  }
  return answer;
}
