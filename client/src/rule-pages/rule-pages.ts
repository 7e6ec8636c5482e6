import { commands, Disposable, l10n, Uri, window, workspace } from "vscode";
import { clientCommands } from "../../../server/src/protocol.ts";
import type { RulePage } from "./rule-page.ts";
import { readRulePages } from "./rule-page.ts";

const scheme = "keyvault-network-rule";

/** The pages of the rules, shown in the editor itself, so that nobody needs a network to read them. */
export function rulePages(extension: Uri): Disposable {
  const pages = async () => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extension, "dist/rule-pages.json"));
    return readRulePages(new TextDecoder().decode(bytes));
  };
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async ({ path }) =>
        (await pages()).find((page) => path === pathOf(page))?.text,
    }),
    commands.registerCommand(clientCommands.explainRule, async (code: unknown) => {
      const all = await pages();
      const page = all.find((each) => each.code === code) ?? (await choosePage(all));
      if (page) await showPage(page);
    }),
  );
}

async function choosePage(pages: readonly RulePage[]): Promise<RulePage | undefined> {
  const items = pages.map((page) => ({
    label: page.code,
    description: page.name,
    detail: page.summary,
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

async function showPage(page: RulePage): Promise<void> {
  await commands.executeCommand("markdown.showPreview", Uri.from({ scheme, path: pathOf(page) }));
}

/** The title of the tab is the last part of the path. */
function pathOf({ code, name }: RulePage): string {
  return `/${code} ${name}.md`;
}
