import { commands, Disposable, l10n, type ViewBadge } from "vscode";
import { setContextKey } from "../context-keys.ts";
import { nodeTree } from "../tree/node-tree.ts";
import type { AccessTestResults } from "../access-test-results.ts";
import type { TreeNode } from "../tree/tree-node.ts";
import { inWindow } from "../window-language.ts";
import { type Grouping, simulationNodes } from "./simulation-nodes.ts";
import { namedVerdicts } from "../verdicts/named-verdicts.ts";
import { sourceId } from "../verdicts/simulation.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { describe, type Held } from "../verdicts/described-view.ts";
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
