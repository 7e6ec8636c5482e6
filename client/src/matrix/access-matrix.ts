import { commands, Disposable, env, l10n, ViewColumn } from "vscode";
import { livePanel, type PanelContext } from "../panels/live-panel.ts";
import { exported } from "../verdicts/documents.ts";
import { sayLeftOut, sourcesForDocument } from "../verdicts/sources-to-ask.ts";
import { inWindow } from "../window-language.ts";
import { currentMatrix } from "./ask-matrix.ts";
import { shownPart } from "./matrix.ts";
import { matrixPage } from "./matrix-page.ts";

/** The commands *Show Access Matrix*, as a panel, and *Show Access Matrix as Markdown*. */
export function accessMatrix(context: PanelContext): Disposable {
  const { server, asked, documents } = context;
  const panel = livePanel(context, {
    page: matrixPage(inWindow),
    column: ViewColumn.Active,
    changes: [server.onDidChange, asked.onDidChange],
    facts: async () => {
      const matrix = await currentMatrix(inWindow, server, asked);
      return { kind: "matrix", matrix: shownPart(inWindow, matrix) };
    },
    answer: async () => {
      await env.clipboard.writeText(await matrixMarkdown(context));
    },
  });
  return Disposable.from(
    panel,
    commands.registerCommand("keyVaultNetwork.showMatrix", panel.show),
    commands.registerCommand("keyVaultNetwork.showMatrixMarkdown", async () => {
      const text = await matrixMarkdown(context);
      await documents.preview(l10n.t("Access matrix"), () => text);
    }),
  );
}

/** The matrix with the steps of every verdict, as a document. */
async function matrixMarkdown({ server, asked }: PanelContext): Promise<string> {
  const { sources, leftOut } = await sourcesForDocument(server, asked);
  const params = { contents: ["simulate", "diff"], format: "markdown", asked: sources } as const;
  return (await exported(server, params)) + sayLeftOut(inWindow, leftOut);
}
