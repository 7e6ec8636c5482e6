import { commands, l10n, window } from "vscode";
import { setContextKey } from "./context-keys.ts";
import type { LanguageServer } from "./language-server.ts";
import { sayScanned } from "./scan-words.ts";
import { hasNone } from "./say.ts";
import { inWindow } from "./window-language.ts";

/** Reads the whole workspace, and reports in one sentence what it contains and what was not read; where a view shows that, only in the log. */
export async function scanWorkspace(server: LanguageServer, isShown = false): Promise<void> {
  const { summary } = await server.scan({});
  if (!summary) return;
  await setContextKey("scanned", true);
  server.note(sayScanned(inWindow, summary));
  if (isShown) return;
  const views = hasNone(summary.vaults) ? [] : [l10n.t("Show Findings"), l10n.t("Show Vaults")];
  const [findings] = views;
  // The message may stay for as long as the user likes.
  void window.showInformationMessage(sayScanned(inWindow, summary), ...views).then(async (chosen) => {
    if (chosen === undefined) return;
    await commands.executeCommand(`keyVaultNetwork.${chosen === findings ? "findings" : "vaults"}.focus`);
  });
}
