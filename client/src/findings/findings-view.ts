import { type CodeAction, commands, Disposable, l10n, Uri, window, workspace } from "vscode";
import { setContextKey } from "../context-keys.ts";
import type { LanguageServer } from "../language-server.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { nodeTree } from "../tree/node-tree.ts";
import { isTreeNode } from "../tree/tree-node.ts";
import { inWindow } from "../window-language.ts";
import { findingNodes } from "./finding-nodes.ts";
import type { Location } from "../../../server/src/protocol/names.ts";
import { openPlace, toRange } from "../open-place.ts";

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
    update().catch(server.warn);
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

/** The kind under which the server offers comments that suppress a finding, followed by the code of its rule. */
const kind = "quickfix.suppress";

/** Opens the place of a finding and writes the comment that suppresses it there, with the cursor on its reason. */
export async function suppressFinding(place: Location, rule: string): Promise<void> {
  if (!(await openPlace(place, false))) return;
  const offered = await commands.executeCommand<readonly CodeAction[]>(
    "vscode.executeCodeActionProvider",
    Uri.parse(place.uri),
    toRange(place.range),
    `${kind}.${rule}`,
  );
  const edit = offered[0]?.edit;
  if (edit) await workspace.applyEdit(edit);
  else
    await window.showInformationMessage(
      l10n.t("No comment can suppress this finding here. The access file can accept it."),
    );
}
