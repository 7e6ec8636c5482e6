import { Uri, workspace, type WorkspaceFolder } from "vscode";

/** Names that an access file may have; the first is used for new files. */
const names = [".keyvault-access.jsonc", ".keyvault-access.json"] as const;

/** Whether a file is an access file, by its path. */
export function isAccessFile(path: string): boolean {
  return names.some((name) => path.endsWith(`/${name}`));
}

/** The access files that are directly in a workspace folder; the first one is the one that applies. */
export async function accessFilesIn({ uri }: WorkspaceFolder): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  for (const name of names) {
    const file = Uri.joinPath(uri, name);
    if (await exists(file)) found.push(file);
  }
  return found;
}

/** Whether a workspace folder contains an access file, at any depth; only names are looked at. */
export async function hasAccessFile(): Promise<boolean> {
  for (const folder of workspace.workspaceFolders ?? [])
    if ((await accessFilesIn(folder)).length > 0) return true;
  // Some virtual file systems cannot be searched, and then nothing is found.
  return (await workspace.findFiles(`**/{${names.join(",")}}`, "**/node_modules/**", 1)).length > 0;
}

/** Where an access file of a workspace folder is created. */
export function newAccessFile({ uri }: WorkspaceFolder): Uri {
  return Uri.joinPath(uri, names[0]);
}

/** Whether the editor's file system has a file or folder. */
export async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
