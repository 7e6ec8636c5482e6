import type { CancellationToken } from "vscode-languageserver";
import type { Analysis } from "../core/index.ts";
import type { Context } from "./context.ts";
import { normalizeUri } from "./files.ts";
import { pause } from "./pause.ts";

/** What is known of a document as a root; null when it is no template. */
export function analysisOf(
  { session }: Context,
  uri: string,
  token: CancellationToken,
): Promise<Analysis | null> {
  return session.analysis(normalizeUri(uri), token);
}

/**
 * What is known of every root: the templates at hand that no other of them calls, since a module is judged as its callers
 * use it. Between two roots other requests have their turn.
 */
export async function analysesOfAll(
  { session }: Context,
  token: CancellationToken,
): Promise<readonly Analysis[]> {
  const analyses: Analysis[] = [];
  for (const root of session.roots()) {
    if (!session.isFresh(root)) await pause();
    const analysis = await session.analysis(root, token);
    if (analysis) analyses.push(analysis);
  }
  const called = new Set(
    analyses.flatMap(({ root, documents }) => documents.filter((document) => document !== root)),
  );
  const callers = analyses.filter(({ root }) => !called.has(root));
  // Templates that call each other in a circle have no first one, so all of them count.
  return callers.length > 0 ? callers : analyses;
}
