import { commands, Disposable, l10n, window } from "vscode";
import { clientCommands } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../language-server.ts";
import { inWindow } from "../window-language.ts";
import { environmentRows } from "./environment-rows.ts";
import type { EnvironmentInForce } from "./in-force.ts";
import { languageStatus } from "./language-status.ts";

/** The feature *Environments*: choosing whose values count, and saying so beside the language of the editor. */
export function environments(server: LanguageServer, inForce: EnvironmentInForce): Disposable {
  return Disposable.from(
    languageStatus(inForce),
    commands.registerCommand(clientCommands.selectEnvironment, () => selectEnvironment(server)),
  );
}

async function selectEnvironment(server: LanguageServer): Promise<void> {
  const rows = environmentRows(inWindow, await server.environments());
  const items = rows.map((row) => ({
    label: row.active ? `$(check) ${row.label}` : row.label,
    description: row.description,
    detail: row.detail,
    name: row.name,
  }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Select Environment"),
    placeHolder: l10n.t("Environment whose values count"),
    matchOnDescription: true,
  });
  if (picked) await server.selectEnvironment({ name: picked.name });
}
