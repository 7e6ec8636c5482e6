import type { CancellationToken } from "vscode-languageserver";
import type { Context } from "./context.ts";

/** Binds a feature to its context. */
export function withContext<P, R>(
  context: Context,
  feature: (context: Context, params: P, token: CancellationToken) => R,
): (params: P, token: CancellationToken) => R {
  return (params, token) => feature(context, params, token);
}
