import { commands, Disposable, env } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { isTreeNode, type TreeNode } from "../tree/tree-node.ts";
import { verdictsMarkdown } from "../verdicts/documents.ts";
import { verdictsOf } from "../verdicts/named-verdicts.ts";
import type { SimulationView } from "./simulation-view.ts";
import { sourceId } from "../verdicts/simulation.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { openTrace } from "./trace.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import { addTest } from "./add-test.ts";
import { chooseValue } from "./choose-value.ts";
import { previewFix } from "../verdicts/preview-fix.ts";

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
function rowsOf(
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

/** The commands on a verdict: add a test that expects it, ask what it would be with another value, or show the change that reverses it. */
export function verdictCommands(
  server: LanguageServer,
  asked: Simulations,
  documents: ShownDocuments,
  view: SimulationView,
): Disposable {
  const verdicts = (row: unknown, selected: unknown) =>
    verdictsOf(asked.results(), rowsOf(row, selected, view));
  return Disposable.from(
    commands.registerCommand("keyVaultNetwork.item.addTest", async (row: unknown, selected: unknown) => {
      for (const each of verdicts(row, selected)) await addTest(server, each);
    }),
    commands.registerCommand("keyVaultNetwork.item.assumeValue", async (row: unknown) => {
      const [first] = verdicts(row, undefined);
      const simulation = first && (await chooseValue(server, first));
      if (!simulation) return;
      await asked.add([simulation]);
      await view.revealSource(simulation.from);
    }),
    commands.registerCommand("keyVaultNetwork.item.previewFix", async (row: unknown) => {
      const [first] = verdicts(row, undefined);
      if (first) await previewFix(server, documents, first);
    }),
  );
}
