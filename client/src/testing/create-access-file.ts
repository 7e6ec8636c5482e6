import { env, l10n, Uri, window, workspace } from "vscode";
import { pipelines } from "./pipelines.ts";

/** Names that an access file may have; the first is used for new files. */
const names = [".keyvault-access.jsonc", ".keyvault-access.json"] as const;

/** The content of a new access file: a test that passes for every vault that is not open on purpose. */
const starter = `{
  "version": 1,
  "tests": [
    { "name": "Internet is blocked", "from": "internet", "to": "*", "expect": "deny" }
  ]
}
`;

/** Opens the access file of a workspace folder, which is created if there is none. */
export async function createAccessFile(): Promise<void> {
  const folders = workspace.workspaceFolders ?? [];
  const folder =
    folders.length > 1
      ? await window.showWorkspaceFolderPick({
          placeHolder: l10n.t("Folder whose key vaults to test"),
        })
      : folders[0];
  if (!folder) return;
  const [first, second] = names.map((name) => Uri.joinPath(folder.uri, name));
  if (!first || !second) return;
  const existing = (await exists(first)) ? first : (await exists(second)) ? second : undefined;
  if (!existing) await workspace.fs.writeFile(first, new TextEncoder().encode(starter));
  await window.showTextDocument(existing ?? first);
  if (!existing) await offerPipeline();
}

/**
 * The steps that run the tests in a pipeline are copied to the clipboard, because where they belong differs from
 * repository to repository.
 */
async function offerPipeline(): Promise<void> {
  const picked = await window.showQuickPick(pipelines, {
    title: l10n.t("Run Access Tests in a Pipeline"),
    placeHolder: l10n.t("Copy a pipeline step to the clipboard"),
  });
  if (picked) await env.clipboard.writeText(picked.step);
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
