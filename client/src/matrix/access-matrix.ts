import type { Webview, WebviewPanel } from "vscode";
import { commands, Disposable, env, l10n, Uri, ViewColumn, window } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import { exported } from "../verdicts/documents.ts";
import { verdictNamed } from "../verdicts/named-verdicts.ts";
import { previewFix } from "../verdicts/preview-fix.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { inWindow } from "../window-language.ts";
import { askMatrix, currentMatrix, matrixSources } from "./ask-matrix.ts";
import { shownPart } from "./matrix.ts";
import { matrixPage } from "./matrix-page.ts";
import type { FromMatrix } from "./messages.ts";

/** What the matrix depends on. */
export interface MatrixContext {
  readonly server: LanguageServer;
  readonly asked: Simulations;
  readonly documents: ShownDocuments;
  /** The view that shows a source with its verdicts. */
  readonly view: { readonly revealSource: (from: string) => Promise<void> };
  readonly extension: Uri;
}

/** The commands *Show Access Matrix*, as a panel, and *Show Access Matrix as Markdown*. */
export function accessMatrix(context: MatrixContext): Disposable {
  return Disposable.from(
    commands.registerCommand("keyVaultNetwork.showMatrix", () => {
      fill(window.createWebviewPanel(viewType, l10n.t("Access matrix"), ViewColumn.Active), context);
    }),
    // A panel that was open when the window was closed is restored with it.
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel) => {
        fill(panel, context);
        return Promise.resolve();
      },
    }),
    commands.registerCommand("keyVaultNetwork.showMatrixMarkdown", async () => {
      const text = await matrixMarkdown(context);
      await context.documents.preview(l10n.t("Access matrix"), () => text);
    }),
  );
}

const viewType = "keyVaultNetwork.matrix";

/** The matrix with the steps of every verdict, as a document. */
async function matrixMarkdown({ server, asked }: MatrixContext): Promise<string> {
  const sources = await matrixSources(server, asked);
  return exported(server, { contents: ["simulate", "diff"], format: "markdown", asked: sources });
}

/** Lets a panel show the matrix until it is closed. */
function fill(panel: WebviewPanel, context: MatrixContext): void {
  const { extension, server, asked } = context;
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extension, "dist")],
  };
  panel.webview.html = page(panel.webview, extension);
  const update = () => {
    send(context, panel).catch((error: unknown) => {
      server.log.warn(String(error));
    });
  };
  const watching = Disposable.from(
    server.onDidChange(update),
    asked.onDidChange(update),
    panel.webview.onDidReceiveMessage(async (message: FromMatrix) => {
      if (message.kind === "ready") update();
      else await answer(context, message);
    }),
  );
  panel.onDidDispose(() => {
    watching.dispose();
  });
}

async function send({ server, asked }: MatrixContext, panel: WebviewPanel): Promise<void> {
  const matrix = await currentMatrix(inWindow, server, asked);
  await panel.webview.postMessage(shownPart(inWindow, matrix));
}

async function answer(
  context: MatrixContext,
  message: Exclude<FromMatrix, { kind: "ready" }>,
): Promise<void> {
  const { server, asked, documents, view } = context;
  if (message.kind === "copy") {
    await env.clipboard.writeText(await matrixMarkdown(context));
    return;
  }
  const results = await askMatrix(server, asked);
  const found = verdictNamed(results, message.id);
  if (!found) return;
  if (message.kind === "fix") {
    await previewFix(server, documents, found);
    return;
  }
  await asked.add([{ from: message.from, label: found.source, to: null }]);
  await view.revealSource(message.from);
}

function page(webview: Webview, extension: Uri): string {
  const script = webview.asWebviewUri(Uri.joinPath(extension, "dist/matrix.js")).toString();
  return matrixPage(inWindow, { script, nonce: crypto.randomUUID(), language: env.language });
}
