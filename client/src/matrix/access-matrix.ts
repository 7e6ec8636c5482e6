import type { Webview, WebviewPanel } from "vscode";
import { commands, Disposable, env, l10n, Uri, ViewColumn, window } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import { namedVerdicts } from "../simulator/named-verdicts.ts";
import { previewFix } from "../simulator/preview-fix.ts";
import { verdictId } from "../simulator/simulation.ts";
import type { SimulationView } from "../simulator/simulation-view.ts";
import type { Simulations } from "../simulator/simulations.ts";
import { askMatrix } from "./ask-matrix.ts";
import type { Matrix } from "./matrix.ts";
import { matrixOf, mostShown } from "./matrix.ts";
import { matrixPage } from "./matrix-page.ts";
import { matrixMarkdown } from "./matrix-text.ts";
import type { FromMatrix } from "./messages.ts";

/** What the matrix is made with. */
export interface MatrixContext {
  readonly server: LanguageServer;
  readonly asked: Simulations;
  readonly documents: ShownDocuments;
  readonly view: SimulationView;
  readonly extension: Uri;
}

/** The commands *Show Access Matrix*, as a panel, and *Show Access Matrix as Markdown*. */
export function accessMatrix(context: MatrixContext): Disposable {
  return Disposable.from(
    commands.registerCommand("keyVaultNetwork.showMatrix", () => {
      showPanel(context);
    }),
    commands.registerCommand("keyVaultNetwork.showMatrixMarkdown", async () => {
      const text = matrixMarkdown(await currentMatrix(context));
      await context.documents.preview("Access matrix", () => text);
    }),
  );
}

/** The matrix as the templates stand now. */
async function currentMatrix({ server, asked }: Pick<MatrixContext, "server" | "asked">): Promise<Matrix> {
  const [results, { active }] = await Promise.all([askMatrix(server, asked), server.environments()]);
  return matrixOf(results, active);
}

function showPanel(context: MatrixContext): void {
  const { extension, server, asked } = context;
  const panel = window.createWebviewPanel(
    "keyVaultNetwork.matrix",
    l10n.t("Access Matrix"),
    ViewColumn.Active,
    { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, "dist")] },
  );
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

async function send(context: MatrixContext, panel: WebviewPanel): Promise<void> {
  const matrix = await currentMatrix(context);
  await panel.webview.postMessage({
    ...matrix,
    vaults: matrix.vaults.slice(0, mostShown),
    rows: matrix.rows.slice(0, mostShown).map((row) => ({ ...row, cells: row.cells.slice(0, mostShown) })),
  });
}

async function answer(
  context: MatrixContext,
  message: Exclude<FromMatrix, { kind: "ready" }>,
): Promise<void> {
  const { server, asked, documents, view } = context;
  if (message.kind === "copy") {
    await env.clipboard.writeText(matrixMarkdown(await currentMatrix(context)));
    return;
  }
  const results = await askMatrix(server, asked);
  const found = namedVerdicts(results).find(({ verdict }) => verdictId(verdict) === message.id);
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
  return matrixPage({ script, nonce: crypto.randomUUID(), language: "en" });
}
