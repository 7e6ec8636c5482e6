import { Disposable, l10n, languages, type LanguageStatusItem } from "vscode";
import { clientCommands } from "../../../server/src/protocol.ts";
import { inWindow } from "../window-language.ts";
import { sayStatus } from "./environment-rows.ts";
import type { EnvironmentInForce } from "../environment-in-force.ts";

/**
 * Shows, next to the language of a template, how many vaults it has and in which environment; hidden if there are none.
 */
export function languageStatus(environment: EnvironmentInForce): Disposable {
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
