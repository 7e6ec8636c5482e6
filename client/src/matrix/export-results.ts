import { commands, type Disposable, l10n, Uri, window, workspace } from "vscode";
import type { AskedSource, ExportParams } from "../../../server/src/protocol/export.ts";
import { pickVault } from "../verdicts/choose-vaults.ts";
import { exported } from "../verdicts/documents.ts";
import { sayLeftOut, sourcesForDocument, sourcesToAsk } from "../verdicts/sources-to-ask.ts";
import type { LanguageServer } from "../language-server.ts";
import { inWindow } from "../window-language.ts";
import type { PanelContext } from "../panels/live-panel.ts";

interface Format extends Pick<ExportParams, "contents" | "format"> {
  readonly label: string;
  readonly detail: string;
  /** The extension of the file's name. */
  readonly ending: string;
}

/** The command *Export Results…*: findings and access as a file. The same templates give the same bytes. */
export function exportResults({ server, asked }: PanelContext): Disposable {
  return commands.registerCommand("keyVaultNetwork.exportResults", async () => {
    const picked = await window.showQuickPick(formats(), { title: l10n.t("Export Results") });
    if (!picked) return;
    const { contents, format } = picked;
    const { sources, leftOut } =
      format === "markdown"
        ? await sourcesForDocument(server, asked)
        : { sources: await sourcesToAsk(server, asked), leftOut: 0 };
    const drawn = format === "svg" ? await drawnVault(server, sources) : sources;
    if (!drawn) return;
    const text = await exported(server, { contents, format, asked: drawn });
    await save(picked, text + sayLeftOut(inWindow, leftOut));
  });
}

function formats(): readonly Format[] {
  return [
    {
      label: "Markdown",
      detail: l10n.t(
        "The findings, the access matrix, and the steps of every verdict, for a review or a wiki",
      ),
      ending: "md",
      contents: ["check", "simulate", "diff"],
      format: "markdown",
    },
    {
      label: "CSV",
      detail: l10n.t("A row for each source and vault, for a spreadsheet"),
      ending: "csv",
      contents: ["simulate"],
      format: "csv",
    },
    {
      label: "JSON",
      detail: l10n.t("All vaults, findings, and verdicts with their steps, for other tools"),
      ending: "json",
      contents: ["check", "simulate", "diff"],
      format: "json",
    },
    {
      label: "SARIF",
      detail: l10n.t("All findings, including accepted ones, for code scanning"),
      ending: "sarif",
      contents: ["check"],
      format: "sarif",
    },
    {
      label: l10n.t("Image (SVG)"),
      detail: l10n.t("Who can reach a vault, and through which gate"),
      ending: "svg",
      contents: ["simulate"],
      format: "svg",
    },
  ];
}

/** The sources for the one vault in the picture; undefined if canceled. */
async function drawnVault(
  server: LanguageServer,
  sources: readonly AskedSource[],
): Promise<readonly AskedSource[] | undefined> {
  const { vaults } = await server.vaults({});
  const [only, ...more] = vaults;
  const vault = only && more.length === 0 ? only : await pickVault(vaults, l10n.t("Choose a vault"));
  return vault && sources.map(({ from }) => ({ from, to: [{ root: vault.root, key: vault.key }] }));
}

async function save({ ending, label }: Format, text: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = await window.showSaveDialog({
    filters: { [label]: [ending] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, `keyvault-access.${ending}`) } : {}),
  });
  if (!uri) return;
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await window.showTextDocument(uri);
}
