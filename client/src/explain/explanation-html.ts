/** What the host supplies. */
export interface ExplanationParts {
  readonly title: string;
  /** A new random nonce: only the script and style sheet with it are used. */
  readonly nonce: string;
  readonly language: string;
}

/**
 * The page around a rendered explanation. Nothing in the explanation can run or load anything; links report where they lead, and the host
 * decides whether it follows (https://code.visualstudio.com/api/extension-guides/webview#content-security-policy).
 */
export function explanationHtml(body: string, { title, nonce, language }: ExplanationParts): string {
  return `<!DOCTYPE html>
<html lang="${language}">
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
// Before VS Code, which would open the address of the page.
document.addEventListener("click", (event) => {
  const href = event.target.closest("a")?.getAttribute("href");
  if (!href || /^[a-z]+:/i.test(href)) return;
  event.preventDefault();
  event.stopPropagation();
  postMessage(href);
}, true);
</script>
</body>
</html>
`;
}
