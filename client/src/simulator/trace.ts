import { commands, Disposable, EventEmitter, l10n, Uri, workspace } from "vscode";
import type { TreeNode } from "../tree/tree-node.ts";
import { inWindow } from "../window-language.ts";
import { namedVerdicts } from "../verdicts/named-verdicts.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { traceDocument } from "../verdicts/verdict-markdown.ts";

const scheme = "keyvault-network";

/** Serves traces as read-only Markdown documents that follow the templates as these change. */
export function traces(asked: Simulations): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => {
      const found = namedVerdicts(asked.results()).find(({ id }) => id === uri.query);
      return found ? traceDocument(inWindow, found) : `${l10n.t("This verdict is no longer in the view.")}\n`;
    },
  });
  const watching = asked.onDidChange(() => {
    for (const { uri } of workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
  });
  return Disposable.from(provider, watching, changed);
}

/** Opens the trace of a verdict's row, rendered. */
export async function openTrace(node: TreeNode): Promise<void> {
  const title = node.label.replaceAll(/[^\w.-]+/g, " ");
  const uri = Uri.from({ scheme, path: `/${l10n.t("Trace of {0}", title)}.md`, query: node.id });
  await commands.executeCommand("markdown.showPreview", uri);
}
