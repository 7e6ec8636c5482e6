import { commands, Disposable, EventEmitter, l10n, Uri, ViewColumn, window, workspace } from "vscode";
import { livePanel, type PanelContext } from "../panels/live-panel.ts";
import { vaultId } from "../vault-id.ts";
import { inWindow } from "../window-language.ts";
import { pictureParams } from "./ask-picture.ts";
import type { OwnMessage } from "./messages.ts";
import type { TreeNode } from "../tree/tree-node.ts";
import { pictureFacts, type Selection, onlyVaultIn } from "./picture-facts.ts";
import { picturePage } from "./picture-page.ts";

/** The command *Show Access Picture*: a panel that follows the templates. */
export function accessPicture(context: PanelContext): Disposable {
  const { server, asked } = context;
  let selection: Selection = { environment: null, vault: null };
  const selected = new EventEmitter<void>();
  const panel = livePanel<OwnMessage>(context, {
    page: picturePage(inWindow),
    column: ViewColumn.Beside,
    changes: [server.onDidChange, asked.onDidChange, selected.event],
    facts: async () => {
      const part = selection;
      const environments = await server.environments({});
      const result = await server.picture(await pictureParams(server, asked, part));
      return { kind: "picture", facts: pictureFacts(inWindow, result, environments, part) };
    },
    answer: async (own) => {
      if (own.kind === "select") {
        ({ selection } = own);
        selected.fire();
      } else if (own.kind === "png") await save("png", bytesOf(own.image));
      else {
        const { document } = await server.picture({
          ...(await pictureParams(server, asked, selection)),
          document: true,
        });
        if (document !== null) await save("svg", new TextEncoder().encode(document));
      }
    },
  });
  return Disposable.from(
    panel,
    selected,
    commands.registerCommand("keyVaultNetwork.showPicture", async (row: Partial<TreeNode> | undefined) => {
      const activeUri = window.activeTextEditor?.document.uri.toString();
      const { vaults } = await server.environments({});
      selection = {
        environment: null,
        vault: row?.vault ? vaultId(row.vault) : onlyVaultIn(vaults, activeUri),
      };
      selected.fire();
      panel.show();
    }),
  );
}

async function save(ending: "svg" | "png", bytes: Uint8Array): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = await window.showSaveDialog({
    filters: { [l10n.t("Image")]: [ending] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, `keyvault-access.${ending}`) } : {}),
  });
  if (uri) await workspace.fs.writeFile(uri, bytes);
}

/** The bytes of `data:image/png;base64,…`. */
function bytesOf(address: string): Uint8Array {
  return Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (each) => each.charCodeAt(0));
}
