import { commands, Disposable } from "vscode";
import { setContextKey } from "../context-keys.ts";
import type { LanguageServer } from "../language-server.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { nodeTree } from "../tree/node-tree.ts";
import { isTreeNode } from "../tree/tree-node.ts";
import { inWindow } from "../window-language.ts";
import { findingNodes } from "./finding-nodes.ts";
import { suppressFinding } from "./suppress-finding.ts";

const viewId = "keyVaultNetwork.findings";

/** The view *Findings*, which is filled only while it is in sight: all templates are evaluated for it. */
export function findingsView(server: LanguageServer): Disposable {
  const tree = nodeTree(viewId);
  let onlyNew = false;
  const update = oneAtATime(async () => {
    if (!server.isRunning() || !tree.view.visible) return;
    const { findings } = await server.findings({});
    // Without a what-if baseline, nothing is known to be new.
    tree.show(findingNodes(inWindow, findings, onlyNew && findings.some(({ isNew }) => isNew !== null)));
  });
  const logged = () => {
    update().catch((error: unknown) => {
      server.log.warn(String(error));
    });
  };
  const showOnlyNew = async (only: boolean) => {
    onlyNew = only;
    await setContextKey("onlyNew", only);
    await update();
  };
  void setContextKey("onlyNew", onlyNew);
  return Disposable.from(
    tree,
    server.onDidChange(logged),
    tree.view.onDidChangeVisibility(logged),
    commands.registerCommand("keyVaultNetwork.view.onlyNewFindings", () => showOnlyNew(true)),
    commands.registerCommand("keyVaultNetwork.view.allFindings", () => showOnlyNew(false)),
    commands.registerCommand("keyVaultNetwork.item.suppress", async (row: unknown) => {
      if (isTreeNode(row) && row.place && row.rule !== undefined) await suppressFinding(row.place, row.rule);
    }),
  );
}
