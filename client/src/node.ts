import { readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ExtensionContext } from "vscode";
import { Uri } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

/**
 * Desktop and remote VS Code: the server is a separate process. It may keep the code that it compiled in the extension's storage, which
 * Node 22 and later do (https://nodejs.org/api/cli.html#node_compile_cachedir).
 */
export function createClient(
  options: LanguageClientOptions,
  { extensionUri, globalStorageUri }: ExtensionContext,
): BaseLanguageClient {
  const compiled = Uri.joinPath(globalStorageUri, "compiled").fsPath;
  const version = basename(extensionUri.fsPath);
  const server = {
    module: Uri.joinPath(extensionUri, "dist/server.js").fsPath,
    transport: TransportKind.ipc,
    options: { env: { NODE_COMPILE_CACHE: join(compiled, version) } },
  };
  void removeOthers(compiled, version);
  return new LanguageClient("keyVaultNetwork", "Key Vault Network", server, options);
}

/** Each version of the extension compiles its own code, and that of others is of no use. */
async function removeOthers(folder: string, version: string): Promise<void> {
  try {
    const others = (await readdir(folder)).filter((name) => name !== version);
    await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  } catch {
    // Nothing was kept, or it cannot be removed, which does no harm.
  }
}
