import type { Say } from "../say.ts";
import type { TreeNode } from "../tree/tree-node.ts";
import { vaultId } from "../vault-id.ts";
import type { SimulationResult } from "./simulation.ts";
import { verdictId, sourceId } from "./simulation.ts";
import { vaultLabels } from "./vault-labels.ts";
import type { NamedVerdict } from "./verdict-markdown.ts";
import { traceDocument, verdictsTable } from "./verdict-markdown.ts";

/** All verdicts with the names that the view gives them. */
export function namedVerdicts(results: readonly SimulationResult[]): readonly NamedVerdict[] {
  const label = vaultLabels(results.flatMap((result) => result.verdicts));
  return results.flatMap(({ simulation, verdicts }) =>
    verdicts.map((verdict) => ({ verdict, source: simulation.label, vault: label(verdict) })),
  );
}

/** The verdicts of rows: their own, and those of the sources and vaults among them. */
export function verdictsOf(
  results: readonly SimulationResult[],
  selected: readonly TreeNode[],
): readonly NamedVerdict[] {
  const ids = new Set(selected.map((node) => node.id));
  return namedVerdicts(results).filter(
    ({ verdict }) =>
      ids.has(verdictId(verdict)) || ids.has(sourceId(verdict.from)) || ids.has(`vault|${vaultId(verdict)}`),
  );
}

/** The rows somebody selected as Markdown: a single verdict with its steps, more of them as a table. */
export function selectionMarkdown(
  say: Say,
  results: readonly SimulationResult[],
  selected: readonly TreeNode[],
): string {
  const verdicts = verdictsOf(results, selected);
  const [only, ...more] = verdicts;
  if (!only) return "";
  return more.length === 0 ? traceDocument(say, only) : verdictsTable(say, verdicts);
}
