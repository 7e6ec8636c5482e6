import { Disposable } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import type { Held } from "../verdicts/described-view.ts";
import { describe } from "../verdicts/described-view.ts";
import { nodeTree } from "../tree/node-tree.ts";
import { inWindow } from "../window-language.ts";
import { unreadNodes } from "./unread-nodes.ts";
import { vaultNodes } from "./vault-nodes.ts";

/** The view *Vaults*, which follows changes to the templates. */
export function vaultsView(server: LanguageServer, held: Held): Disposable {
  const tree = nodeTree("keyVaultNetwork.vaults");
  const update = async () => {
    if (!server.isRunning()) return;
    const { vaults, unread, problems } = await server.vaults({});
    tree.view.message = problems.join("\n");
    tree.show([...vaultNodes(inWindow, vaults), ...unreadNodes(inWindow, unread)]);
  };
  const watching = server.onDidChange(() => {
    update().catch((error: unknown) => {
      server.log.warn(String(error));
    });
  });
  return Disposable.from(tree, watching, describe(tree.view, held));
}
