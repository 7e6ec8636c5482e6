import { l10n, Uri, window, workspace, WorkspaceEdit, type WorkspaceFolder } from "vscode";
import { accessFilesIn, newAccessFile } from "../access-files.ts";
import type { LanguageServer } from "../language-server.ts";
import { inWindow } from "../window-language.ts";
import { starter } from "./starter.ts";

/** Opens the access file of a workspace folder, which is created if there is none. */
export async function createAccessFile(server: LanguageServer): Promise<void> {
  const folders = workspace.workspaceFolders ?? [];
  const folder =
    folders.length > 1
      ? await window.showWorkspaceFolderPick({
          placeHolder: l10n.t("Folder whose key vaults to test"),
        })
      : folders[0];
  if (!folder) return;
  const [existing] = await accessFilesIn(folder);
  await window.showTextDocument(existing ?? (await created(server, folder)));
}

async function created(server: LanguageServer, folder: WorkspaceFolder): Promise<Uri> {
  const uri = newAccessFile(folder);
  const text = starter(inWindow, await environmentsIn(server, folder));
  const edit = new WorkspaceEdit();
  // Reading all templates takes a while, in which the file may have been created otherwise.
  edit.createFile(uri, { contents: new TextEncoder().encode(text), ignoreIfExists: true });
  await workspace.applyEdit(edit);
  return uri;
}

/** The names that parameter files of a folder give to environments. */
async function environmentsIn(server: LanguageServer, folder: WorkspaceFolder): Promise<readonly string[]> {
  // Environments are those of the templates that are known, so all are read first.
  await server.tests({});
  const { environments } = await server.environments({});
  const isInside = (uri: string): boolean =>
    workspace.getWorkspaceFolder(Uri.parse(uri))?.index === folder.index;
  return environments.filter(({ files }) => files.some(isInside)).map(({ name }) => name);
}
