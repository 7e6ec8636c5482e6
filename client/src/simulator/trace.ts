import { commands, Disposable, EventEmitter, l10n, Uri, workspace } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { rootedLinks } from "../rooted-links.ts";
import type { TreeNode } from "../tree/tree-node.ts";
import { verdictsMarkdown } from "../verdicts/documents.ts";
import { namedVerdicts } from "../verdicts/named-verdicts.ts";
import type { Simulations } from "../verdicts/simulations.ts";

const scheme = "keyvault-network";

/** Serves traces as read-only Markdown documents that follow changes to the templates. */
export function traces(server: LanguageServer, asked: Simulations): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri) => {
      const found = namedVerdicts(asked.results()).find(({ id }) => id === uri.query);
      return found
        ? rootedLinks(await verdictsMarkdown(server, [found]))
        : `${l10n.t("This verdict is no longer in the view.")}\n`;
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
