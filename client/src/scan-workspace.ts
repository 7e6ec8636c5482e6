import { window } from "vscode";
import type { LanguageServer } from "./language-server.ts";
import { sayScanned } from "./scan-words.ts";
import { inWindow } from "./window-language.ts";

/** Reads the whole workspace, and says in a sentence what there is and what was not looked at. */
export async function scanWorkspace(server: LanguageServer): Promise<void> {
  const { summary } = await server.scan({});
  if (summary) void window.showInformationMessage(sayScanned(inWindow, summary));
}
