import { commands, Disposable, env } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { isTreeNode, type TreeNode } from "../tree/tree-node.ts";
import { verdictsMarkdown } from "../verdicts/documents.ts";
import { verdictsOf } from "../verdicts/named-verdicts.ts";
import type { SimulationView } from "./simulation-view.ts";
import { sourceId } from "../verdicts/simulation.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { openTrace } from "./trace.ts";

/**
 * The commands of the view and of its rows. A row's command receives the row, and all selected rows if it is one of
 * them.
 */
export function viewCommands(server: LanguageServer, asked: Simulations, view: SimulationView): Disposable {
  const onRows = (id: string, run: (rows: readonly TreeNode[]) => Promise<void>) =>
    commands.registerCommand(id, (row: unknown, selected: unknown) => run(rowsOf(row, selected, view)));
  return Disposable.from(
    commands.registerCommand("keyVaultNetwork.view.groupBySource", () => view.group("source")),
    commands.registerCommand("keyVaultNetwork.view.groupByVault", () => view.group("vault")),
    commands.registerCommand("keyVaultNetwork.view.clear", () =>
      asked.remove(asked.results().map((each) => each.simulation.from)),
    ),
    onRows("keyVaultNetwork.item.remove", (rows) => asked.remove(sourcesOf(rows, asked))),
    onRows("keyVaultNetwork.item.copyMarkdown", async (rows) => {
      const verdicts = verdictsOf(asked.results(), rows);
      if (verdicts.length > 0) await env.clipboard.writeText(await verdictsMarkdown(server, verdicts));
    }),
    onRows("keyVaultNetwork.item.openTrace", async (rows) => {
      const verdict = rows.find((row) => row.words.includes("verdict"));
      if (verdict) await openTrace(verdict);
    }),
  );
}

/** The rows that a command applies to: those selected, the one it was called on, or those selected in the view. */
export function rowsOf(
  row: unknown,
  selected: unknown,
  view: Pick<SimulationView, "selection">,
): readonly TreeNode[] {
  if (Array.isArray(selected)) return selected.filter(isTreeNode);
  return isTreeNode(row) ? [row] : view.selection();
}

function sourcesOf(rows: readonly TreeNode[], asked: Simulations): readonly string[] {
  return asked
    .results()
    .map((each) => each.simulation.from)
    .filter((from) => rows.some((row) => row.id === sourceId(from)));
}
