import { Disposable, env, type Event, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { openPlace } from "../open-place.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import { previewFix } from "../verdicts/preview-fix.ts";
import { shownSteps } from "../verdicts/shown-steps.ts";
import { askAbout } from "../verdicts/ask-about.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { sourcesToAsk } from "../verdicts/sources-to-ask.ts";
import { verdictNamed } from "../verdicts/named-verdicts.ts";
import { inWindow } from "../window-language.ts";
import type { FromPage, StepsMessage, VerdictMessage } from "./messages.ts";
import { type Page, pageDocument } from "./page.ts";

/** What all panels depend on. */
export interface PanelContext {
  readonly server: LanguageServer;
  readonly asked: Simulations;
  readonly documents: ShownDocuments;
  /** The view that shows a source with its verdicts. */
  readonly view: { readonly revealSource: (from: string) => Promise<void> };
  readonly extension: Uri;
}

/** A page in a panel that follows the templates. */
export interface LivePage<Own> {
  readonly page: Page;
  /** Where it opens. */
  readonly column: ViewColumn;
  /** What it shows, asked again after each of the changes. */
  readonly facts: () => Promise<object>;
  readonly changes: readonly Event<void>[];
  /** Answers what only this page asks for. */
  readonly answer: (own: Own) => Promise<void>;
}

/** Opens the panel of a page; there is one at most, which is restored with its window. */
export interface LivePanel extends Disposable {
  readonly show: () => void;
}

export function livePanel<Own>(context: PanelContext, live: LivePage<Own>): LivePanel {
  const type = `keyVaultNetwork.${live.page.view}`;
  let open: WebviewPanel | undefined;
  const take = (panel: WebviewPanel) => {
    open = panel;
    panel.onDidDispose(() => {
      if (open === panel) open = undefined;
    });
    fill(panel, context, live);
  };
  const restoring = window.registerWebviewPanelSerializer(type, {
    deserializeWebviewPanel: (panel) => {
      take(panel);
      return Promise.resolve();
    },
  });
  return Object.assign(restoring, {
    show: () => {
      if (open) open.reveal();
      else take(window.createWebviewPanel(type, live.page.title, live.column));
    },
  });
}

/** Lets a panel show a page until it is closed. */
function fill<Own>(panel: WebviewPanel, context: PanelContext, live: LivePage<Own>): void {
  const { webview } = panel;
  const dist = Uri.joinPath(context.extension, "dist");
  const address = (file: string) => webview.asWebviewUri(Uri.joinPath(dist, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = pageDocument(live.page, {
    script: address("pages.js"),
    style: address("pages.css"),
    nonce: crypto.randomUUID(),
    language: env.language,
  });
  const refresh = oneAtATime(async () => {
    if (panel.visible) await webview.postMessage(await live.facts());
  });
  const update = () => {
    refresh().catch(context.server.warn);
  };
  // Of several verdicts, the page shows the one that it asked for last.
  let chosen: VerdictMessage | undefined;
  const showSteps = oneAtATime(async () => {
    if (chosen) await answerAbout(context, panel, chosen);
  });
  const watching = Disposable.from(
    ...live.changes.map((changed) => changed(update)),
    webview.onDidReceiveMessage(async (message: FromPage<Own>) => {
      if (message.kind === "ready") update();
      else if (message.kind === "own") await live.answer(message.own);
      else if (message.kind === "place") await openPlace(message.place, true, besides(panel));
      else if (message.kind === "steps") {
        chosen = message;
        await showSteps();
      } else await answerAbout(context, panel, message);
    }),
  );
  panel.onDidDispose(() => {
    watching.dispose();
  });
}

/** A panel is to stay in sight when it opens a file. */
function besides({ viewColumn }: WebviewPanel): ViewColumn {
  return viewColumn === undefined || viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
}

async function answerAbout(
  { server, asked, documents, view }: PanelContext,
  { webview }: WebviewPanel,
  { kind, id, from }: VerdictMessage,
): Promise<void> {
  const sources = await sourcesToAsk(server, asked);
  const label = sources.find((each) => each.from === from)?.label ?? from;
  const named = verdictNamed([await askAbout(server, { from, label, to: null })], id);
  if (kind === "steps") {
    const message: StepsMessage = { kind, id, steps: named ? shownSteps(inWindow, named) : null };
    await webview.postMessage(message);
  } else if (!named) return;
  else if (kind === "fix") await previewFix(server, documents, named);
  else {
    await asked.add([{ from, label, to: null }]);
    await view.revealSource(from);
  }
}
