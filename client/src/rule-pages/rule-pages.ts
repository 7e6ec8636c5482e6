import { commands, Disposable, env, l10n, Uri, window, workspace } from "vscode";
import { clientCommands } from "../../../server/src/protocol.ts";
import type { RulePage } from "../../../server/src/protocol/rule-pages.ts";
import { syntaxOf } from "../documents.ts";
import { ruleMarkdown, textFor } from "./rule-markdown.ts";

const scheme = "keyvault-network-rule";

/** The pages of the rules, shown in the editor itself, so that they are available offline. */
export function rulePages(extension: Uri): Disposable {
  const pages = async () => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extension, "dist/rule-pages.json"));
    // The file is written by our own build.
    return JSON.parse(new TextDecoder().decode(bytes)) as readonly RulePage[];
  };
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async ({ path, query }) => {
        const page = (await pages()).find((each) => path === pathOf(each));
        return page && ruleMarkdown(page, { language: env.language, syntax: query });
      },
    }),
    commands.registerCommand(clientCommands.explainRule, async (code: unknown) => {
      const document = window.activeTextEditor?.document;
      const syntax = (document && syntaxOf(document.languageId, document.uri.path)) ?? "";
      const all = await pages();
      const page = all.find((each) => each.code === code) ?? (await choosePage(all));
      if (page) await showPage(page, syntax);
    }),
  );
}

async function choosePage(pages: readonly RulePage[]): Promise<RulePage | undefined> {
  const items = pages.map((page) => ({
    label: page.code,
    description: page.name,
    detail: textFor(page, env.language).summary,
    page,
  }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t("Explain Rule"),
    placeHolder: l10n.t("Code, name, or a word from its description"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.page;
}

/** In a file of one of the syntaxes, the page shows the example in that syntax first. */
async function showPage(page: RulePage, syntax: string): Promise<void> {
  const address = Uri.from({ scheme, path: pathOf(page), query: syntax });
  await commands.executeCommand("markdown.showPreview", address);
}

/** The title of the tab is the last part of the path. */
function pathOf({ code, name }: RulePage): string {
  return `/${code} ${name}.md`;
}
