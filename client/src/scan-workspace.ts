import { window } from "vscode";
import type { LanguageServer } from "./language-server.ts";
import { sayScanned } from "./scan-words.ts";
import { inWindow } from "./window-language.ts";

/** Reads the whole workspace, and reports in one sentence what it contains and what was not read. */
export async function scanWorkspace(server: LanguageServer): Promise<void> {
  const { summary } = await server.scan({});
  if (summary) void window.showInformationMessage(sayScanned(inWindow, summary));
}
