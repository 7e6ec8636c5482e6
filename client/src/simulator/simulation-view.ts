import { commands } from "vscode";
import { setContextKey } from "../context-keys.ts";
import { nodeTree } from "../tree/node-tree.ts";
import type { TreeNode } from "../tree/tree-node.ts";
import type { Grouping } from "./simulation-nodes.ts";
import { simulationNodes, sourceId, verdictId } from "./simulation-nodes.ts";
import type { Simulations } from "./simulations.ts";

const viewId = "keyVaultNetwork.simulation";

/** The view *Access Simulation*. */
export interface SimulationView {
  readonly dispose: () => void;
  readonly selection: () => readonly TreeNode[];
  readonly group: (by: Grouping) => Promise<void>;
  /** Opens the view with the answer about a source selected. */
  readonly revealSource: (from: string) => Promise<void>;
}

export function simulationView(asked: Simulations): SimulationView {
  const tree = nodeTree(viewId);
  let grouping: Grouping = "source";
  const show = () => {
    tree.show(simulationNodes(asked.results(), grouping));
    void setContextKey("hasResults", asked.results().length > 0);
  };
  const watching = asked.onDidChange(show);
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
      const verdicts = asked.results().find((each) => each.simulation.from === from)?.verdicts ?? [];
      const [first, ...more] = verdicts;
      // One answer is opened with its steps; of several the person chooses.
      const id = first && (more.length === 0 || grouping === "vault") ? verdictId(first) : sourceId(from);
      await tree.reveal(id);
    },
    dispose: () => {
      watching.dispose();
      tree.dispose();
    },
  };
}
