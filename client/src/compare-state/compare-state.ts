import { commands, type Disposable, env, l10n, window } from "vscode";
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

/** Commands that print a state with all that decides about its vaults. */
const exports = [
  "az graph query --first 1000 --output json --graph-query \"resources | where resourceGroup =~ 'GROUP' | where type in~ ('microsoft.keyvault/vaults', 'microsoft.network/privateendpoints')\" > state.json",
  "terraform show -json > state.json",
];

/** The address of a state; undefined if a command that prints one was copied instead. */
async function chooseState(): Promise<string | undefined> {
  const file = { label: l10n.t("Choose a state file..."), detail: "" };
  const offered = exports.map((detail) => ({
    label: l10n.t("Copy the command that exports the state ({0})", detail.replace(/ .*/, "")),
    detail,
  }));
  const chosen = await window.showQuickPick([file, ...offered], {
    title: l10n.t("Compare with Deployed State"),
  });
  if (chosen && chosen !== file) await env.clipboard.writeText(chosen.detail);
  return chosen === file ? openState() : undefined;
}

async function openState(): Promise<string | undefined> {
  const [uri] =
    (await window.showOpenDialog({
      title: l10n.t("Compare with Deployed State"),
      openLabel: l10n.t("Compare"),
      filters: { JSON: ["json", "tfstate"] },
    })) ?? [];
  return uri?.toString();
}
