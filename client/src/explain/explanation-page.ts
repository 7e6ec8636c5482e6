import type { Disposable, WebviewPanel } from "vscode";
import { commands, env, Range, Uri, ViewColumn, window, workspace } from "vscode";
import type { Sentence } from "../../../server/src/protocol.ts";
import { openPlace } from "../open-place.ts";
import type { ExplanationLink } from "./explanation-link.ts";
import { readLink } from "./explanation-link.ts";

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
      panel.webview.html = page(title, body);
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

/** A page without text of its own; links report where they lead, which the host follows. */
function page(title: string, body: string): string {
  const nonce = crypto.randomUUID();
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<style nonce="${nonce}">
main { max-width: 60em; line-height: 1.5; }
h2 { font-size: 1.2em; margin-block: 1.2em .4em; }
ul, ol { padding-inline-start: 1.6em; }
table { border-collapse: collapse; }
th, td { text-align: start; padding: .3em .8em; border-bottom: 1px solid var(--vscode-panel-border, currentColor); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder, currentColor); }
</style>
</head>
<body>
<main aria-label="${title}">${body}</main>
<script nonce="${nonce}">
const { postMessage } = acquireVsCodeApi();
document.addEventListener("click", (event) => {
  const href = event.target.closest("a")?.getAttribute("href");
  if (!href) return;
  event.preventDefault();
  postMessage(href);
});
</script>
</body>
</html>
`;
}

/** Paths are relative to a folder of the workspace: the first that has the file. */
async function openFile({ path, line }: Extract<ExplanationLink, { readonly kind: "file" }>): Promise<void> {
  const folders = workspace.workspaceFolders ?? [];
  const uris = path.startsWith("/") ? [Uri.file(path)] : folders.map(({ uri }) => Uri.joinPath(uri, path));
  for (const uri of uris) {
    if (uris.length > 1 && !(await isThere(uri))) continue;
    const { start, end } = new Range(line, 0, line, 0);
    await openPlace({ uri: uri.toString(), range: { start, end } }, false);
    return;
  }
}

async function isThere(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
