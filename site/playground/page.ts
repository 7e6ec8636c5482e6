import { topsIn } from "../pages/navigation.ts";
import { languageLink, siteHeader } from "../render/header.ts";
import { markup } from "../render/html.ts";
import { chromeIn, languages } from "../words/in.ts";
import type { Example } from "./files/example.ts";
import { english } from "./words/en.ts";
import type { WordName } from "./words/words.ts";

/**
 * The page's document. It loads only what lies beside it, and the site's colors, fonts and theme; the shadow tree of the editor needs no inline
 * styles, and drawings of problems and pictures are images in the page itself.
 */
export function pageHtml(examples: readonly Example[]): string {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="description" content="See who can reach an Azure key vault, and why, from its template. Runs in your browser.">
<title>Playground · Key Vault Network</title>
<link rel="icon" type="image/png" href="../icon.png">
<link rel="stylesheet" href="../assets/playground.css">
<link rel="stylesheet" href="style.css">
<script src="../assets/theme.js"></script>
<script type="module" src="playground.js"></script>
</head>
<body>
${headers()}
<section class="choices" aria-labelledby="title">
<h1 id="title" data-word="title">${say("title")}</h1>
${select("example", "examples", options(examples))}
${select("syntax", "syntax", "")}
${select("environment", "environment", "")}
<button type="button" id="share" data-word="share">${say("share")}</button>
</section>
<noscript><p>${say("needsScript")}</p></noscript>
<main>
<section class="work" aria-label="${say("files")}" data-label="files">
<div class="file-bar"><div id="files" role="tablist" aria-label="${say("files")}" data-label="files"></div><button type="button" id="file-actions" hidden>⋯</button><button type="button" id="add-file" aria-label="${say("addFile")}" data-label="addFile">+</button></div>
<div id="editor" role="tabpanel" aria-label="${say("files")}" data-label="files"></div>
</section>
<section class="problems" aria-labelledby="problems-title">
<h2 id="problems-title"><span data-word="problems">${say("problems")}</span> <span id="problem-count"></span></h2>
<ul id="problems"></ul>
<p id="no-problems" class="muted">${say("checking")}</p>
</section>
<section class="answers" aria-label="${say("access")}" data-label="access">
<div id="views" role="tablist" aria-label="${say("access")}" data-label="access">
${tab("simulator", true)}${tab("picture", false)}${tab("matrix", false)}
</div>
<div id="simulator" role="tabpanel" aria-labelledby="simulator-tab">
<form id="ask">
<label for="source" data-word="source">${say("source")}</label>
<div class="field"><input id="source" role="combobox" aria-expanded="false" aria-controls="sources" aria-autocomplete="list" autocomplete="off" spellcheck="false" placeholder="${say("sourceHint")}" data-placeholder="sourceHint"><div id="sources" role="listbox" aria-label="${say("suggestions")}" data-label="suggestions" hidden></div></div>
<button data-word="simulate">${say("simulate")}</button>
</form>
<p id="target" hidden><span data-word="onlyVault">${say("onlyVault")}</span> <button type="button" id="all-vaults">×</button></p>
<div id="verdicts" aria-live="polite"></div>
<article id="explanation" hidden></article>
</div>
<div id="picture" role="tabpanel" aria-labelledby="picture-tab" hidden></div>
<div id="matrix" role="tabpanel" aria-labelledby="matrix-tab" hidden></div>
</section>
</main>
<footer class="bottom"><p data-word="privacy">${say("privacy")}</p><p><span data-word="keys">${say("keys")}</span> <a href="licenses.txt" data-word="licenses">${say("licenses")}</a></p></footer>
<div id="status" role="status" aria-live="polite"></div>
<dialog id="file-dialog" aria-labelledby="file-dialog-title"><form method="dialog"><h2 id="file-dialog-title"></h2><label for="file-name" data-word="fileName">${say("fileName")}</label><input id="file-name" autocomplete="off" spellcheck="false"><p id="file-fault" role="alert"></p><footer><button type="button" id="file-cancel" data-word="cancel">${say("cancel")}</button><button class="primary" id="file-accept"></button></footer></form></dialog>
<dialog id="preview" aria-labelledby="preview-title"></dialog>
</body>
</html>
`;
}

/** The site's header in every language, of which a script leaves one. */
function headers(): string {
  return languages
    .map((language) => {
      const chrome = chromeIn(language);
      const others = languages.filter((each) => each !== language);
      const header = siteHeader({
        chrome,
        tops: topsIn(chrome),
        currentOf: ({ area }) => (area === null ? "page" : null),
        link: (to) => `../${to}`,
        search: markup``,
        languages: markup`${others.map((each) => languageLink(each, `?lang=${each}`))}`,
        isHidden: language !== "en",
      });
      return header.html;
    })
    .join("\n");
}

function say(word: WordName): string {
  return escaped(english[word]);
}

function select(id: string, label: WordName, inside: string): string {
  return `<select id="${id}" aria-label="${say(label)}" data-label="${label}">${inside}</select>`;
}

function tab(name: "simulator" | "picture" | "matrix", isSelected: boolean): string {
  return `<button type="button" role="tab" id="${name}-tab" aria-controls="${name}" aria-selected="${isSelected}" data-word="${name}">${say(name)}</button>`;
}

/** The examples of several files, then those of the rules. */
function options(examples: readonly Example[]): string {
  const isOfRule = ({ id }: Example): boolean => /^KV\d/.test(id);
  const listed = (some: readonly Example[]): string =>
    some.map(({ id, title }) => `<option value="${escaped(id)}">${escaped(title)}</option>`).join("");
  return `<option value="" hidden></option><optgroup label="${say("severalFiles")}" data-label="severalFiles">${listed(examples.filter((each) => !isOfRule(each)))}</optgroup><optgroup label="${say("rules")}" data-label="rules">${listed(examples.filter(isOfRule))}</optgroup>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
