import type { Page } from "../panels/page.ts";
import type { Say } from "../say.ts";

/** The page that shows who gains and who loses access. */
export function reviewPage(say: Say): Page {
  const title = say("Access changes");
  const columns = ["Source", "Vault", "Before", "After", "Where"] as const;
  const names = {
    Source: say("Source"),
    Vault: say("Vault"),
    Before: say("Before"),
    After: say("After"),
    Where: say("Where"),
  };
  return {
    view: "review",
    title,
    body: `<header class="bar">
<h1>${title}</h1>
<p id="caption" role="status"></p>
<button type="button" id="choose">${say("Compare with…")}</button>
<button type="button" id="copy">${say("Copy as Markdown")}</button>
</header>
<p id="notes"></p>
<div id="parts"></div>
<template><tr>${columns.map((each) => `<th scope="col">${names[each]}</th>`).join("")}</tr></template>`,
  };
}
