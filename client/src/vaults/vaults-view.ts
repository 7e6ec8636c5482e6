import { commands, Disposable, type Memento, window } from "vscode";
import { setContextKey } from "../context-keys.ts";
import { scanWorkspace } from "../scan-workspace.ts";
import type { LanguageServer } from "../language-server.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { describe, type Held } from "../verdicts/described-view.ts";
import type { TreeNode } from "../tree/tree-node.ts";
import { nodeTree } from "../tree/node-tree.ts";
import { inWindow } from "../window-language.ts";
import { type Arrangement, overview } from "./arrangement.ts";
import { readModule } from "./read-module.ts";
import { unreadNodes } from "./unread-nodes.ts";
import { vaultNodes } from "./vault-nodes.ts";

const viewId = "keyVaultNetwork.vaults";
const storageKey = "vaults.arrangement";

/** The *Overview*, which follows changes to the templates. */
export function vaultsView(server: LanguageServer, storage: Memento, held: Held): Disposable {
  const tree = nodeTree(viewId);
  let arrangement = storage.get<Arrangement>(storageKey, overview);
  let rows: (by: Arrangement) => readonly TreeNode[] = () => [];
  const update = oneAtATime(async () => {
    if (!server.isRunning()) return;
    const { vaults, unread, problems } = await server.vaults({});
    tree.view.message = problems.join("\n");
    rows = (by) => [...vaultNodes(inWindow, vaults, by), ...unreadNodes(inWindow, unread)];
    tree.show(rows(arrangement));
  });
  const arrange = async (change: Partial<Arrangement>) => {
    arrangement = { ...arrangement, ...change };
    tree.show(rows(arrangement));
    await showArrangement(arrangement);
    await storage.update(storageKey, arrangement);
  };
  void showArrangement(arrangement);
  return Disposable.from(
    tree,
    describe(tree.view, held),
    readModule(),
    tree.view.onDidChangeVisibility(({ visible }) => {
      // No template is open, and the user wants to see the vaults all the same.
      if (!visible || server.isRunning()) return;
      const scanning = async () => scanWorkspace(server, true);
      window.withProgress({ location: { viewId } }, scanning).then(undefined, server.warn);
    }),
    server.onDidChange(() => {
      update().catch(server.warn);
    }),
    commands.registerCommand("keyVaultNetwork.listVaults", () => arrange({ group: "none" })),
    commands.registerCommand("keyVaultNetwork.groupVaultsByFolder", () => arrange({ group: "folder" })),
    commands.registerCommand("keyVaultNetwork.groupVaultsByFile", () => arrange({ group: "file" })),
    commands.registerCommand("keyVaultNetwork.sortPublicVaultsFirst", () => arrange({ order: "exposure" })),
    commands.registerCommand("keyVaultNetwork.sortVaultsAsInFiles", () => arrange({ order: "file" })),
    commands.registerCommand("keyVaultNetwork.findVault", async () => {
      await commands.executeCommand(`${viewId}.focus`);
      // VS Code's own filter box, in whichever list has the focus.
      await commands.executeCommand("list.find");
    }),
  );
}

async function showArrangement({ group, order }: Arrangement): Promise<void> {
  await setContextKey("vaultGroup", group);
  await setContextKey("vaultOrder", order);
}
