import type { Language } from "../../server/src/core/index.ts";
import { markup } from "../render/html.ts";
import { chromeIn } from "../words/in.ts";
import type { Page } from "./page.ts";

/** What the host shows for an address that has no page: `404.html`, below whatever path. */
export function notFoundPage(language: Language): Page {
  const { notFound } = chromeIn(language);
  return {
    address: "",
    language,
    area: "start",
    title: notFound.title,
    description: notFound.lead,
    body: markup`<div class="hero">
      <h1>${notFound.title}</h1>
      <p class="lead">${notFound.lead}</p>
      <p class="lead" role="status" data-perhaps="${notFound.perhaps}"></p>
    </div>`,
    headings: [],
    translations: {},
    source: null,
  };
}
