import { markup } from "../render/html.ts";
import { linkFrom } from "./addresses.ts";
import { documentPage } from "./documents.ts";
import type { Page } from "./page.ts";

/** The guides in the order of reading; each is a file in `site/guides`. */
const guides = [
  "close-a-vault",
  "pipelines",
  "private-endpoints",
  "access-tests",
  "terraform-roots",
  "perimeters",
  "retirement",
] as const;

/** The list of guides, and each of them. */
export function guidePages(): readonly Page[] {
  const pages = guides.map((name) =>
    documentPage({ file: `site/guides/${name}.md`, address: `guides/${name}/`, area: "guides" }),
  );
  return [guideList(pages), ...pages];
}

function guideList(pages: readonly Page[]): Page {
  const address = "guides/";
  const items = pages.map(
    (page) =>
      markup`<li>
        <a href="${linkFrom(address, page.address)}">${page.title}</a>
        <p>${page.description}</p>
      </li>`,
  );
  return {
    address,
    language: "en",
    area: "guides",
    title: "Guides",
    description: "Tasks from the first question to the last check, with templates and commands to copy.",
    body: markup`<h1>Guides</h1>
      <p class="lead">Tasks from the first question to the last check. Every template and command in them is run by the tests of this project.</p>
      <ul class="guide-list">
        ${items}
      </ul>`,
    headings: [],
    translations: {},
    source: null,
  };
}
