import {
  commands,
  type Disposable,
  env,
  Range,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { Sentence } from "../../../server/src/protocol.ts";
import { exists } from "../access-files.ts";
import { openPlace } from "../open-place.ts";
import { type ExplanationLink, readLink } from "./explanation-link.ts";
import { explanationHtml } from "./explanation-html.ts";

/** The page that explains a failed call; another explanation replaces it. */
export interface ExplanationPage extends Disposable {
  /** Shows Markdown; `onFix` is called with the number of a fix whose link is followed. */
  readonly show: (title: string, markdown: Sentence, onFix: (fix: number) => Promise<void>) => Promise<void>;
}

export function explanationPage(): ExplanationPage {
  let panel: WebviewPanel | undefined;
  let following: Disposable | undefined;
  const create = (title: string): WebviewPanel => {
    const created = window.createWebviewPanel("keyVaultNetwork.explanation", title, ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    created.onDidDispose(() => {
      panel = undefined;
    });
    return created;
  };
  return {
    show: async (title, markdown, onFix) => {
      const body = await commands.executeCommand<string>("markdown.api.render", markdown);
      panel ??= create(title);
      panel.title = title;
      panel.webview.html = explanationHtml(body, {
        title,
        nonce: crypto.randomUUID(),
        language: env.language,
      });
      following?.dispose();
      following = panel.webview.onDidReceiveMessage(async (href: string) => {
        const link = readLink(href);
        if (link?.kind === "fix") await onFix(link.index);
        else if (link) await openFile(link);
      });
      panel.reveal();
    },
    dispose: () => {
      following?.dispose();
      panel?.dispose();
    },
  };
}

/** Paths are relative to a folder of the workspace: the first that has the file. */
async function openFile({ path, line }: Extract<ExplanationLink, { readonly kind: "file" }>): Promise<void> {
  const folders = workspace.workspaceFolders ?? [];
  const uris = path.startsWith("/") ? [Uri.file(path)] : folders.map(({ uri }) => Uri.joinPath(uri, path));
  for (const uri of uris) {
    if (uris.length > 1 && !(await exists(uri))) continue;
    const { start, end } = new Range(line, 0, line, 0);
    await openPlace({ uri: uri.toString(), range: { start, end } }, false);
    return;
  }
}
