import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Disposable,
  DocumentDiagnosticRequest,
  type FileSystemWatcher,
} from "vscode-languageserver";
import { watchers } from "./folder-events.ts";
import { diagnosticOptions } from "./capabilities.ts";
import type { Client } from "./client.ts";
import type { Context } from "./context.ts";
import type { Settings } from "./settings.ts";
import { section } from "./settings-store.ts";
import type { Updates } from "./updates.ts";

/** Told of changes. */
interface Changes {
  readonly onFolders: (folders: readonly string[]) => void;
  /** `before` are those of the window until now. */
  readonly onSettings: (before: Promise<Settings>) => void;
}

/** What can only be requested from the client once both sides are initialized, and what depends on settings. */
export function registerLater(
  connection: Connection,
  context: Context,
  updates: Updates,
  log: (message: unknown) => void,
  { onFolders, onSettings }: Changes,
  bicepCache: string | undefined,
): void {
  const { client, settings } = context;
  const logged = (work: Promise<unknown>): void => {
    work.catch(log);
  };
  const registerDiagnostics = createDiagnosticsRegistration(connection, context);
  connection.onInitialized(() => {
    // Every answer needs them: they come while the first document is read.
    void settings.ofWindow();
    if (client.registersConfiguration)
      logged(connection.client.register(DidChangeConfigurationNotification.type, { section }));
    if (client.registersWatchedFiles) {
      const options = { watchers: watchersFor(client, bicepCache) };
      logged(connection.client.register(DidChangeWatchedFilesNotification.type, options));
    }
    logged(registerDiagnostics());
    trackFolders(connection, client, (folders) => {
      onFolders(folders);
      updates.onAll();
    });
  });
  connection.onDidChangeConfiguration((change) => {
    const before = settings.ofWindow();
    settings.change(change.settings);
    logged(registerDiagnostics());
    onSettings(before);
    updates.onAll();
  });
}

/** Templates and what they read, and modules that Bicep restores while calls of them are typed. */
function watchersFor({ watchesFolders }: Client, bicepCache: string | undefined): FileSystemWatcher[] {
  if (!watchesFolders || bicepCache === undefined) return [...watchers];
  return [...watchers, { globPattern: { baseUri: bicepCache, pattern: "**/main.json" } }];
}

/**
 * Registers for diagnostics with the scope in the settings. Workspace diagnostics are offered only while the settings
 * request them, because clients poll for them every few seconds.
 */
function createDiagnosticsRegistration(
  connection: Connection,
  { client, settings }: Context,
): () => Promise<void> {
  let registered: { readonly workspace: boolean; readonly by: Disposable } | null = null;
  let last = Promise.resolve();
  const register = async (): Promise<void> => {
    const workspace = (await settings.ofWindow()).validate.scope === "workspace";
    if (registered?.workspace === workspace) return;
    registered?.by.dispose();
    registered = null;
    const options = { documentSelector: null, ...diagnosticOptions(workspace) };
    registered = { workspace, by: await connection.client.register(DocumentDiagnosticRequest.type, options) };
  };
  return () => {
    if (!client.registersDiagnostics) return Promise.resolve();
    // One after the other, so that two changes in a row do not register twice.
    last = last.then(register, register);
    return last;
  };
}

/** Keeps the workspace folders up to date; called once both sides are initialized. */
function trackFolders(
  connection: Connection,
  client: Client,
  onChange: (folders: readonly string[]) => void,
): void {
  if (!client.changesFolders) return;
  let folders = client.folders;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = new Set(removed.map(({ uri }) => uri));
    folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
    onChange(folders);
  });
}
