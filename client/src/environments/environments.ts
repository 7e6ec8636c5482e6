import { commands, Disposable, l10n, languages, type LanguageStatusItem, window } from "vscode";
import { clientCommands } from "../../../server/src/protocol.ts";
import type { SelectEnvironmentParams } from "../../../server/src/protocol/environments.ts";
import type { LanguageServer } from "../language-server.ts";
import { inWindow } from "../window-language.ts";
import { environmentRows, sayStatus } from "./environment-rows.ts";
import type { EnvironmentInForce } from "../environment-in-force.ts";

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

/**
 * Shows, next to the language of a template, how many vaults it has and in which environment; hidden if there are none.
 */
function languageStatus(environment: EnvironmentInForce): Disposable {
  let item: LanguageStatusItem | undefined;
  const watching = environment.onDidChange((result) => {
    if (result.vaults.length === 0) {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= createItem();
    item.text = sayStatus(inWindow, result);
    item.accessibilityInformation = { label: `Key Vault Network: ${item.text}` };
  });
  return new Disposable(() => {
    watching.dispose();
    item?.dispose();
  });
}

function createItem(): LanguageStatusItem {
  const selector = { pattern: "**/*.{bicep,bicepparam,tf,tofu,tfvars,json,jsonc}" };
  const item = languages.createLanguageStatusItem("keyVaultNetwork.status", selector);
  item.name = "Key Vault Network";
  item.detail = "Key Vault Network";
  item.command = { command: clientCommands.selectEnvironment, title: l10n.t("Select Environment") };
  return item;
}
