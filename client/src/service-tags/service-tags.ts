import { commands, Disposable, l10n, window, workspace } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { fileName } from "../places.ts";
import { inWindow } from "../window-language.ts";
import type { StoredTags, TagsFile } from "../stored-tags.ts";
import { tagsInUse, tagsRefused } from "./tags-words.ts";

/** The commands that replace Azure's service tags with those of a newer file, and restore the built-in ones. */
export function serviceTags(server: LanguageServer, stored: StoredTags): Disposable {
  return Disposable.from(
    commands.registerCommand("keyVaultNetwork.useNewerServiceTags", async () => {
      const file = await chooseFile();
      if (file) await take(server, stored, file);
    }),
    commands.registerCommand("keyVaultNetwork.useBuiltInServiceTags", async () => {
      await stored.forget();
      await window.showInformationMessage(tagsInUse(inWindow, await server.serviceTags({ file: null })));
    }),
  );
}

/** Undefined if canceled, or if the file cannot be read, which is reported. */
async function chooseFile(): Promise<TagsFile | undefined> {
  const [uri] =
    (await window.showOpenDialog({
      title: l10n.t("Use Newer Service Tags"),
      openLabel: l10n.t("Use Service Tags"),
      filters: { [l10n.t("Azure service tags")]: ["json"] },
    })) ?? [];
  if (!uri) return undefined;
  const name = fileName(uri.toString());
  try {
    return { name, text: new TextDecoder().decode(await workspace.fs.readFile(uri)) };
  } catch (error) {
    await window.showErrorMessage(
      tagsRefused(inWindow, name, l10n.t("It could not be read: {0}.", String(error))),
    );
    return undefined;
  }
}

async function take(server: LanguageServer, stored: StoredTags, file: TagsFile): Promise<void> {
  const result = await server.serviceTags({ file });
  if (result.error !== null) {
    await window.showErrorMessage(tagsRefused(inWindow, file.name, result.error));
    return;
  }
  await stored.write(file);
  await window.showInformationMessage(tagsInUse(inWindow, result));
}
