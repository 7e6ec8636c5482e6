import type { Say } from "../say.ts";
import { legend } from "./legend.ts";

/** The values that the page of the webview needs. */
export interface PageParts {
  /** The address of the page's only script. */
  readonly script: string;
  /** A new random nonce: only scripts and styles with it are used. */
  readonly nonce: string;
  /** The language of the texts, such as `en` or `de`. */
  readonly language: string;
}

/** The page that shows the matrix. It may load nothing but its script; all text arrives later, as text only. */
export function matrixPage(say: Say, { script, nonce, language }: PageParts): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const meanings = legend(say).map(([kind, meaning]) => `<li data-kind="${kind}">${meaning}</li>`);
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${say("Access matrix")}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1>${say("Access matrix")}</h1>
<p><label for="filter">${say("Show")}</label>
<select id="filter">
<option value="all">${say("everything")}</option>
<option value="changed">${say("only changes")}</option>
<option value="allowed">${say("only allowed")}</option>
<option value="exposed">${say("only exposed")}</option>
</select></p>
<div class="scroll" role="region" aria-label="${say("Access matrix")}" tabindex="0"><table id="matrix"><caption></caption><thead></thead><tbody></tbody></table></div>
<p id="summary" role="status" aria-live="polite"></p>
<p id="notes"></p>
<ul id="legend">${meanings.join("")}</ul>
<p>${say("Arrow keys move. Enter shows the steps, F previews a fix, C copies all as Markdown.")}</p>
<div class="scroll" id="environments" role="region" aria-label="${say("Environments")}" tabindex="0" hidden><table><caption></caption><thead></thead><tbody></tbody></table></div>
</main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}

/** Colors and fonts are those of the theme, so that high contrast works as the user has configured it. */
const style = `
body { font: var(--vscode-font-size) var(--vscode-font-family); color: var(--vscode-editor-foreground); background: var(--vscode-editor-background); }
h1 { font-size: 1.4em; font-weight: 600; }
select { color: var(--vscode-dropdown-foreground); background: var(--vscode-dropdown-background); border: 1px solid var(--vscode-dropdown-border, currentColor); }
.scroll { overflow: auto; max-height: 75vh; }
table { border-collapse: separate; border-spacing: 0; }
caption { text-align: start; padding-block: .5em; }
th, td { text-align: start; padding: .35em .8em; border-bottom: 1px solid var(--vscode-panel-border, currentColor); background: var(--vscode-editor-background); font-weight: normal; }
thead th { position: sticky; top: 0; z-index: 1; font-weight: 600; }
thead small { display: block; max-width: 24em; font-weight: normal; opacity: .8; }
tbody th { position: sticky; left: 0; }
td svg, li svg { width: 1em; height: 1em; margin-inline-end: .4em; vertical-align: -.1em; fill: none; stroke: currentColor; stroke-width: 2; }
ul { padding: 0; list-style: none; }
td.changed { outline: 1px dashed currentColor; outline-offset: -2px; }
td.hidden > * { visibility: hidden; }
td:focus, .scroll:focus, select:focus { outline: 2px solid var(--vscode-focusBorder, currentColor); outline-offset: -2px; }
`;
