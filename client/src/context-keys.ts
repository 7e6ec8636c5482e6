import type { VaultResult } from "../../server/src/protocol/vaults.ts";
import { commands, Disposable, window } from "vscode";
import type { LanguageServer } from "./language-server.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** Sets one of the extension's context keys, which the `when` clauses of the manifest test. */
export async function setContextKey(name: string, value: boolean | string): Promise<void> {
  await commands.executeCommand("setContext", `keyVaultNetwork.${name}`, value);
}

/** Keeps `active`, `hasVaults` and `editorHasVault` in line with what the server knows and the editor shows. */
export function keepContextKeys(server: LanguageServer): Disposable {
  let vaults: readonly VaultResult[] = [];
  const showEditor = () => setContextKey("editorHasVault", editorShows(vaults));
  const update = oneAtATime(async () => {
    await setContextKey("active", server.isRunning());
    if (!server.isRunning()) return;
    vaults = (await server.vaults({})).vaults;
    await setContextKey("hasVaults", vaults.length > 0);
    await showEditor();
  });
  const logged = (work: Promise<void>) => {
    work.catch(server.warn);
  };
  return Disposable.from(
    server.onDidRestart(() => {
      // Another server has not read the workspace, so it cannot be said what there is none of.
      logged(setContextKey("scanned", false));
    }),
    server.onDidChange(() => {
      logged(update());
    }),
    window.onDidChangeActiveTextEditor(() => {
      logged(showEditor());
    }),
  );
}

function editorShows(vaults: readonly VaultResult[]): boolean {
  const uri = window.activeTextEditor?.document.uri.toString();
  return vaults.some(({ root, ...vault }) =>
    [{ uri: root }, vault, ...vault.consumers].some((each) => each.uri === uri),
  );
}
