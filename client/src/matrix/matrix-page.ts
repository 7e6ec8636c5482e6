import { type Page, stepsPane } from "../panels/page.ts";
import type { Say } from "../say.ts";
import type { CellKind } from "./matrix.ts";

/** The page that shows the matrix. */
export function matrixPage(say: Say): Page {
  const meanings = legend(say).map(([kind, meaning]) => `<li data-kind="${kind}">${meaning}</li>`);
  const title = say("Access matrix");
  return {
    view: "matrix",
    title,
    body: `<header class="bar">
<h1>${title}</h1>
<p id="caption">${say("Working…")}</p>
<input id="search" type="search" placeholder="${say("Filter sources and vaults")}" aria-label="${say("Filter sources and vaults")}">
<select id="filter" aria-label="${say("Show")}">
<option value="all">${say("everything")}</option>
<option value="changed">${say("only changes")}</option>
<option value="allowed">${say("only allowed")}</option>
<option value="exposed">${say("only exposed")}</option>
<option value="known">${say("without unknown")}</option>
</select>
<button type="button" id="copy">${say("Copy as Markdown")}</button>
<details id="legend"><summary>${say("Legend")}</summary>
<ul>${meanings.join("")}</ul>
<p>${say("Arrow keys move. Enter shows the steps, F previews a fix, C copies all as Markdown.")}</p>
</details>
</header>
<section id="environments" hidden><h2></h2><div class="scroll" role="region"><table><thead></thead><tbody></tbody></table></div></section>
<div class="scroll grid"><table id="matrix" role="grid" aria-labelledby="caption"><thead></thead><tbody></tbody></table></div>
${stepsPane(say)}
<p id="summary" role="status" aria-live="polite"></p>
<p id="notes"></p>`,
  };
}

/** What the cells of a matrix mean, by the shape they are drawn with. */
function legend(say: Say): readonly (readonly [kind: CellKind, meaning: string])[] {
  return [
    ["allowed", say("Allowed: it can reach the vault")],
    ["exposed", say("Allowed · exposed: any client can reach it")],
    ["denied", say("Denied: it is blocked")],
    ["partial", say("Partial: only some of its addresses can reach the vault")],
    ["depends", say("Depends: the answer depends on a value that is not known here")],
  ];
}
