import type { Say } from "../say.ts";

/** A page of the extension: what distinguishes it from the others. */
export interface Page {
  /** What the script of all pages shows in it. */
  readonly view: "matrix" | "picture" | "review";
  readonly title: string;
  /** Its elements, without anything that templates say. */
  readonly body: string;
  /** Whether it makes images of itself. */
  readonly makesImages?: true;
}

/** The values that the host of a page supplies. */
export interface PageParts {
  /** The addresses of the script and the style sheet that all pages share. */
  readonly script: string;
  readonly style: string;
  /** A new random nonce: only scripts and style sheets with it are used. */
  readonly nonce: string;
  /** The language of the texts, such as `en` or `de`. */
  readonly language: string;
}

/**
 * The document of a page. It may load nothing but its script and style sheet; all text of templates arrives later, as text only
 * (https://code.visualstudio.com/api/extension-guides/webview#content-security-policy).
 */
export function pageDocument({ view, title, body, makesImages }: Page, parts: PageParts): string {
  const { script, style, nonce, language } = parts;
  const images = makesImages ? "; img-src data:" : "";
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'${images}`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<link rel="stylesheet" nonce="${nonce}" href="${style}">
</head>
<body>
<main class="${view}">
${body}
</main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}

/** Where the steps of the selected verdict are shown. */
export function stepsPane(say: Say): string {
  return `<section id="steps" aria-labelledby="steps-title" hidden>
<header><h2 id="steps-title" tabindex="-1"></h2><p></p><button type="button" value="view">${say("Show in Access Simulation")}</button><button type="button" value="fix">${say("Preview Fix")}</button><button type="button" value="close">${say("Close")}</button></header>
<ol></ol>
<ul></ul>
</section>`;
}
