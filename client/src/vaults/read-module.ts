import { commands, type Disposable, l10n, Uri, window } from "vscode";
import { isTreeNode } from "../tree/tree-node.ts";

/** The command *Get Module…* of a row of what was not read: what downloads it is typed in a terminal, where the user runs it, or it is mapped to a folder. */
export function readModule(): Disposable {
  return commands.registerCommand("keyVaultNetwork.item.readModule", async (row: unknown) => {
    if (!isTreeNode(row) || !row.place) return;
    const uri = Uri.parse(row.place.uri);
    const map = l10n.t("Map Module...");
    const chosen = await window.showQuickPick([...downloads(uri.path), map], { title: row.label });
    if (chosen === map)
      await commands.executeCommand("workbench.action.openWorkspaceSettings", "keyVaultNetwork.modules");
    else if (chosen !== undefined) {
      const terminal = window.createTerminal({ cwd: Uri.joinPath(uri, "..") });
      terminal.show();
      terminal.sendText(chosen, false);
    }
  });
}

/** The commands that download the modules of a file; there are none for ARM JSON. */
function downloads(path: string): readonly string[] {
  const name = path.replace(/^.*\//, "");
  if (/\.(?:tf|tofu)(?:\.json)?$/.test(name)) return ["terraform init -backend=false"];
  return /^[\w.-]+\.bicep$/.test(name) ? [`bicep restore ${name}`] : [];
}
