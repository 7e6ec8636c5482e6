import type { CancellationToken } from "vscode-languageserver";
import type { Context } from "./context.ts";

/** Binds a feature to its context. */
export function withContext<P, R>(
  context: Context,
  feature: (context: Context, params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return (params, token) => wholeAnswer(context, () => feature(context, params, token));
}

/** A text that is loaded may lead to another one, but not often. */
const mostTimes = 8;

/**
 * The answer to a question, which is asked again where it came to need a file that was not loaded, or may have: another
 * question can have loaded it meanwhile.
 */
export async function wholeAnswer<R>(
  { session }: Pick<Context, "session">,
  ask: () => R | Promise<R>,
): Promise<R> {
  for (let time = 1; ; time++) {
    const before = session.timesSupplied;
    const answer = await ask();
    await session.loadMissing();
    if (time === mostTimes || session.timesSupplied === before) return answer;
  }
}
