import type { TextDocument } from "vscode";
import { Disposable, workspace } from "vscode";
import { looksLikeTemplate } from "./documents.ts";
import type { LanguageServer } from "./language-server.ts";
import { workspaceSchemes } from "./workspace-schemes.ts";

/** How long typing has to pause before a document is checked again, in milliseconds. */
const rest = 300;

/** Starts the server with the first document that looks like a template, and checks no documents after that. */
export function lazyStart(server: LanguageServer): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (document: TextDocument) => {
    if (!isTemplate(document)) return;
    watching.dispose();
    // The client library has already shown the error to the user.
    server.start().catch((error: unknown) => {
      server.log.error(String(error));
    });
  };
  const watching = Disposable.from(
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument(({ document }) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        look(document);
      }, rest);
    }),
    new Disposable(() => {
      clearTimeout(timer);
    }),
  );
  workspace.textDocuments.some((document) => isTemplate(document) && (look(document), true));
  return watching;
}

function isTemplate(document: TextDocument): boolean {
  const { scheme, path } = document.uri;
  if (!workspaceSchemes().includes(scheme)) return false;
  return looksLikeTemplate({
    path,
    languageId: document.languageId,
    text: () => document.getText(),
  });
}
