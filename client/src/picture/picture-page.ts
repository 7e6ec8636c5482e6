import { type Page, stepsPane } from "../panels/page.ts";
import type { Say } from "../say.ts";

/** The page that shows the picture. */
export function picturePage(say: Say): Page {
  const title = say("Access picture");
  return {
    view: "picture",
    title,
    makesImages: true,
    body: `<header class="bar">
<h1>${title}</h1>
<p></p>
<select id="environment" aria-label="${say("Environment")}"><option value="*">${say("All environments")}</option></select>
<select id="vault" aria-label="${say("Vault")}"><option value="*">${say("All vaults")}</option></select>
<input id="zoom" type="range" min="100" max="400" step="25" value="100" aria-label="${say("Zoom")}">
<button type="button" id="svg">${say("Export as SVG")}</button>
<button type="button" id="png">${say("Export as PNG")}</button>
</header>
<div id="picture" class="scroll" role="group" aria-label="${title}"></div>
<p id="notes" role="status">${say("Working…")}</p>
${stepsPane(say)}
<details id="list"><summary>${say("Show as a list")}</summary><ul></ul></details>`,
  };
}
