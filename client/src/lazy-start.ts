import { Disposable, type TextDocument, workspace } from "vscode";
import { hasAccessFile, isAccessFile } from "./access-files.ts";
import { looksLikeTemplate } from "./documents.ts";
import type { LanguageServer } from "./language-server.ts";
import { workspaceSchemes } from "./workspace-schemes.ts";

/** How long typing has to pause before a document is checked again, in milliseconds. */
const rest = 300;

/**
 * Starts the server with the first document that looks like a template or is an access file, or at once if a workspace folder contains
 * one at any depth; checks nothing after that.
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
    hasAccessFile().then((found) => {
      if (found && !server.isRunning()) start();
    }, server.warn);
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
