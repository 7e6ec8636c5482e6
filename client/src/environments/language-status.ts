import type { LanguageStatusItem } from "vscode";
import { Disposable, l10n, languages } from "vscode";
import { clientCommands } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../language-server.ts";
import { inWindow } from "../window-language.ts";
import { sayStatus } from "./environment-rows.ts";

/** In milliseconds. */
const rest = 500;

/** Shows the vaults known and the environment in force beside the language of a template; nothing while there is no vault. */
export function languageStatus(server: LanguageServer): Disposable {
  let item: LanguageStatusItem | undefined;
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = async () => {
    const mine = ++round;
    const [{ vaults }, { active }] = await Promise.all([server.vaults({}), server.environments()]);
    if (mine !== round) return;
    if (vaults.length === 0) {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= createItem();
    item.text = sayStatus(inWindow, vaults.length, active);
    item.accessibilityInformation = { label: `Key Vault Network: ${item.text}` };
  };
  // To tell of all environments every vault is judged in each: that can wait until typing rests.
  const watching = server.onDidChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      update().catch((error: unknown) => {
        server.log.warn(String(error));
      });
    }, rest);
  });
  return Disposable.from(
    watching,
    new Disposable(() => {
      clearTimeout(timer);
      item?.dispose();
    }),
  );
}

function createItem(): LanguageStatusItem {
  const selector = { pattern: "**/*.{bicep,bicepparam,tf,tfvars,json,jsonc}" };
  const item = languages.createLanguageStatusItem("keyVaultNetwork.status", selector);
  item.name = "Key Vault Network";
  item.detail = "Key Vault Network";
  item.command = { command: clientCommands.selectEnvironment, title: l10n.t("Select Environment") };
  return item;
}
