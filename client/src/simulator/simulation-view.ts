import { commands, Disposable, env, l10n, type ViewBadge } from "vscode";
import type { AccessTestResults } from "../access-test-results.ts";
import { setContextKey } from "../context-keys.ts";
import type { LanguageServer } from "../language-server.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import { nodeTree } from "../tree/node-tree.ts";
import { isTreeNode, type TreeNode } from "../tree/tree-node.ts";
import { describe, type Held } from "../verdicts/described-view.ts";
import { verdictsMarkdown } from "../verdicts/documents.ts";
import { namedVerdicts, verdictsOf } from "../verdicts/named-verdicts.ts";
import { previewFix } from "../verdicts/preview-fix.ts";
import { sourceId } from "../verdicts/simulation.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { inWindow } from "../window-language.ts";
import { addTest } from "./add-test.ts";
import { chooseValue } from "./choose-value.ts";
import { type Grouping, simulationNodes } from "./simulation-nodes.ts";
import { openTrace } from "./trace.ts";
import { viewMessage } from "./view-message.ts";

const viewId = "keyVaultNetwork.simulation";

/** The view *Access Simulation*. */
export interface SimulationView {
  readonly dispose: () => void;
  readonly selection: () => readonly TreeNode[];
  readonly group: (by: Grouping) => Promise<void>;
  /** Opens the view with the answer about a source selected. */
  readonly revealSource: (from: string) => Promise<void>;
}

export function simulationView(asked: Simulations, files: AccessTestResults, held: Held): SimulationView {
  const tree = nodeTree(viewId);
  let grouping: Grouping = "source";
  const show = () => {
    tree.show(simulationNodes(inWindow, asked.results(), grouping));
    tree.view.message = viewMessage(inWindow, asked.results());
    void setContextKey("hasResults", asked.results().length > 0);
  };
  const watching = Disposable.from(
    asked.onDidChange(show),
    describe(tree.view, held),
    files.onDidChange(() => {
      tree.view.badge = badge(files.tally()?.failing.length ?? 0);
    }),
  );
  void setContextKey("groupBy", grouping);
  return {
    selection: () => tree.view.selection,
    group: async (by) => {
      grouping = by;
      await setContextKey("groupBy", by);
      show();
    },
    revealSource: async (from) => {
      await commands.executeCommand(`${viewId}.focus`);
      const [first, ...more] = namedVerdicts(asked.results()).filter(({ verdict }) => verdict.from === from);
      // A single answer is opened with its steps; if there are several, the user chooses.
      const id = first && (more.length === 0 || grouping === "vault") ? first.id : sourceId(from);
      await tree.reveal(id);
    },
    dispose: () => {
      watching.dispose();
      tree.dispose();
    },
  };
}

/** The number of failing access tests; nothing if all pass. */
function badge(failing: number): ViewBadge | undefined {
  if (failing === 0) return undefined;
  const tooltip = failing === 1 ? l10n.t("1 access test fails") : l10n.t("{0} access tests fail", failing);
  return { value: failing, tooltip };
}

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
