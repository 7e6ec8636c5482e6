import type { CancellationToken } from "vscode-languageserver";
import { type Analysis, type ParameterType, withValue } from "../core/index.ts";
import type { AssumedValueParams } from "../protocol/vaults.ts";
import type { Workspace } from "./workspace.ts";

/** Roots as they would be with another value, each with what it is now; or the type that the value does not have. */
export type Assumed =
  | { readonly analyses: readonly { readonly analysis: Analysis; readonly before: Analysis }[] }
  | { readonly expected: ParameterType | "not-declared" };

/** Evaluates roots for one question with a value of a parameter that is written nowhere. Roots that do not declare it are left out. */
export async function assumeValue(
  { session, states }: Workspace,
  analyses: readonly Analysis[],
  value: AssumedValueParams,
  token: CancellationToken,
): Promise<Assumed> {
  const over = session.analysesOver(new Map());
  const found: { readonly analysis: Analysis; readonly before: Analysis }[] = [];
  let expected: ParameterType | "not-declared" = "not-declared";
  for (const before of analyses) {
    const assumed = await session.ask((files) => withValue(before.root, before.inputs, value, files));
    if ("expected" in assumed) {
      if (expected === "not-declared") expected = assumed.expected;
      continue;
    }
    const after = await states.assumedIn([await over.of(before.root, assumed.environment, token)]);
    found.push(...after.map((analysis) => ({ analysis, before })));
  }
  return found.length > 0 ? { analyses: found } : { expected };
}
