import { commands, Disposable, l10n, window } from "vscode";
import { clientCommands, type SelectEnvironmentParams } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../language-server.ts";
import { inWindow } from "../window-language.ts";
import { environmentRows } from "./environment-rows.ts";
import type { EnvironmentInForce } from "../environment-in-force.ts";
import { languageStatus } from "./language-status.ts";

/** The feature *Environments*: selecting what is shown, and displaying it next to the language of the editor. */
export function environments(server: LanguageServer, inForce: EnvironmentInForce): Disposable {
  let chosen: SelectEnvironmentParams | undefined;
  return Disposable.from(
    languageStatus(inForce),
    server.onDidRestart(async () => {
      if (chosen) await server.selectEnvironment(chosen);
    }),
    commands.registerCommand(clientCommands.selectEnvironment, async () => {
      const picked = await pickEnvironment(server);
      if (!picked) return;
      chosen = picked;
      await server.selectEnvironment(picked);
    }),
  );
}

/** Undefined if none is picked. */
async function pickEnvironment(server: LanguageServer): Promise<SelectEnvironmentParams | undefined> {
  const rows = environmentRows(inWindow, await server.environments({}));
  const items = rows.map((row) => ({
    label: row.active ? `$(check) ${row.label}` : row.label,
    description: row.description,
    detail: row.detail,
    name: row.name,
  }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Select Environment"),
    placeHolder: l10n.t("Environment to show; all environments are always checked"),
    matchOnDescription: true,
  });
  return picked && { name: picked.name };
}
