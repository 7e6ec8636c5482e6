import { commands, type Disposable, l10n, window } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { fileName } from "../places.ts";
import type { ShownDocuments } from "../shown-documents.ts";

/** The command *Compare with Deployed State…*: shows as a document where the vaults of a state differ from the templates. */
export function compareState(server: LanguageServer, documents: ShownDocuments): Disposable {
  return commands.registerCommand("keyVaultNetwork.compareState", async (given: unknown) => {
    const uri = typeof given === "string" ? given : await chooseState();
    if (uri === undefined) return;
    const { document, error } = await server.compareState({ uri });
    if (document !== null)
      await documents.preview(l10n.t("Differences from the deployed state"), () => document);
    else if (error !== null) await window.showErrorMessage(`${fileName(uri)}: ${error}`);
  });
}

async function chooseState(): Promise<string | undefined> {
  const [uri] =
    (await window.showOpenDialog({
      title: l10n.t("Compare with Deployed State"),
      openLabel: l10n.t("Compare"),
      filters: { JSON: ["json", "tfstate"] },
    })) ?? [];
  return uri?.toString();
}
