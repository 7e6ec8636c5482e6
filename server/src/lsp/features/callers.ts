import type { CancellationToken } from "vscode-languageserver";
import { reportVaults } from "../../core/index.ts";
import type { Context } from "../context.ts";
import type { Subject } from "../roots.ts";

/**
 * What those who call a module make of its vaults, by the place of the declaration: "2 callers: 1 private, 1 public". A module
 * shows its own defaults, which may be far from what is deployed. Empty for a document that nobody calls.
 */
export async function describeCallers(
  { session }: Context,
  { document, analysis: own }: Subject,
  token: CancellationToken,
): Promise<ReadonlyMap<number, string>> {
  const exposures = new Map<number, string[]>();
  for (const root of session.dependantsOf(document.id)) {
    if (root === own.root) continue;
    const analysis = await session.analysis(root, token);
    for (const { label, exposure } of reportVaults(analysis?.worlds ?? [])) {
      if (label.document !== document.id) continue;
      exposures.set(label.start, [...(exposures.get(label.start) ?? []), exposure]);
    }
  }
  return new Map([...exposures].map(([start, words]) => [start, sayCounts(words)]));
}

function sayCounts(words: readonly string[]): string {
  const distinct = [...new Set(words)].sort();
  const counts = distinct.map((word) => `${words.filter((each) => each === word).length} ${word}`);
  return `${words.length} ${words.length === 1 ? "caller" : "callers"}: ${counts.join(", ")}`;
}
