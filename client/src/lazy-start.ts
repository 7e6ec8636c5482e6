import { Disposable, type TextDocument, workspace } from "vscode";
import { hasAccessFile, isAccessFile } from "./access-files.ts";
import { setContextKey } from "./context-keys.ts";
import { looksLikeTemplate } from "./documents.ts";
import type { LanguageServer } from "./language-server.ts";
import { workspaceSchemes } from "./workspace-schemes.ts";

/** How long typing has to pause before a document is checked again, in milliseconds. */
const rest = 300;

/** Templates that are looked into before the views are shown: those of other clouds need none. */
const glances = 200;

/**
 * Starts the server with the first document that looks like a template or is an access file, or at once if a workspace folder contains
 * an access file at any depth; checks nothing after that. The views are shown, without a server, if a folder contains a template about vaults.
 */
export function lazyStart(server: LanguageServer): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changed = new Set<TextDocument>();
  const start = () => {
    watching.dispose();
    // The client library has already shown the error to the user.
    server.start().catch(server.warn);
  };
  const look = (document: TextDocument) => {
    if (isWorthStarting(document)) start();
  };
  const lookIntoFolders = () => {
    const lookFor = async () => {
      if (await hasAccessFile()) {
        if (!server.isRunning()) start();
      } else if (await hasTemplate()) await setContextKey("active", true);
    };
    lookFor().catch(server.warn);
  };
  const watching = Disposable.from(
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument(({ document }) => {
      // Others, such as logs, may change all the time.
      if (!isOfWorkspace(document)) return;
      changed.add(document);
      clearTimeout(timer);
      timer = setTimeout(() => {
        changed.forEach(look);
        changed.clear();
      }, rest);
    }),
    workspace.onDidChangeWorkspaceFolders(lookIntoFolders),
    new Disposable(() => {
      clearTimeout(timer);
    }),
  );
  if (workspace.textDocuments.some(isWorthStarting)) start();
  else lookIntoFolders();
  return watching;
}

function isOfWorkspace({ uri }: TextDocument): boolean {
  return workspaceSchemes().includes(uri.scheme);
}

function isWorthStarting(document: TextDocument): boolean {
  const { path } = document.uri;
  if (!isOfWorkspace(document)) return false;
  return (
    isAccessFile(path) ||
    looksLikeTemplate({
      path,
      languageId: document.languageId,
      text: () => document.getText(),
    })
  );
}

/** Whether a folder contains a template that is worth it; of JSON, only the usual names count. */
async function hasTemplate(): Promise<boolean> {
  const names = "**/{*.bicep,*.tf,azuredeploy.json,mainTemplate.json,template.json}";
  for (const uri of await workspace.findFiles(names, "**/{node_modules,.terraform}/**", glances)) {
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    if (looksLikeTemplate({ path: uri.path, languageId: "", text: () => text })) return true;
  }
  return false;
}
