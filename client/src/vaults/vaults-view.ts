import { Disposable } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { nodeTree } from "../tree/node-tree.ts";
import { inWindow } from "../window-language.ts";
import { vaultNodes } from "./vault-nodes.ts";

/** The view *Vaults*, which follows the templates as they change. */
export function vaultsView(server: LanguageServer): Disposable {
  const tree = nodeTree("keyVaultNetwork.vaults");
  const update = async () => {
    if (server.isRunning()) tree.show(vaultNodes(inWindow, (await server.vaults({})).vaults));
  };
  const watching = server.onDidChange(() => {
    update().catch((error: unknown) => {
      server.log.warn(String(error));
    });
  });
  return Disposable.from(tree, watching);
}
