import { repository } from "../../server/src/core/index.ts";
import { linkFrom, published, rulesAddress } from "../pages/addresses.ts";
import type { Navigation, NavigationTop } from "../pages/navigation.ts";
import type { Page } from "../pages/page.ts";
import type { Chrome } from "../words/chrome.ts";
import { chromeIn } from "../words/in.ts";
import { languageLink, type Link, siteHeader } from "./header.ts";
import { type Html, markup } from "./html.ts";

/** What a page may load and do. Nothing comes from another origin, and nothing in the document itself is a script or a style. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The document of a page, whose links are relative to it. */
export function documentOf(page: Page, navigation: Navigation): string {
  return document(page, navigation, (to) => linkFrom(page.address, to)).html;
}

/** The document that is shown at any address, so its links begin at the root of the host. */
export function notFoundDocument(page: Page, navigation: Navigation): string {
  const link: Link = (to) => published.pathname + to;
  const script = markup`<script type="module" src="${link("assets/not-found.js")}"></script>`;
  return document({ ...page, body: markup`${page.body}${script}` }, navigation, link).html;
}

function document(page: Page, navigation: Navigation, link: Link): Html {
  const chrome = chromeIn(page.language);
  const hasSide = page.area !== "start";
  const isAlone = navigation.groups(page).flatMap(({ pages }) => pages).length < 2;
  return markup`<!doctype html>
    <html lang="${page.language}">
      ${head(page, link)}
      <body class="${page.area}">
        <a class="skip" href="#content">${chrome.skip}</a>
        ${header(page, chrome, navigation, link)}
        <div class="${hasSide ? "columns" : "wide"}${isAlone ? " alone" : ""}">
          ${hasSide && !isAlone && side(page, chrome, navigation)}
          <main id="content" tabindex="-1">${page.body} ${hasSide && !isAlone && pageEnd(page, chrome, navigation)}</main>
          ${hasSide && contents(page, chrome)}
        </div>
        ${footer(page, chrome, link)} ${searchDialog(chrome)}
      </body>
    </html> `;
}

function head(page: Page, link: Link): Html {
  const title = page.address === "" ? page.title : `${page.title} · Key Vault Network`;
  const translations = Object.entries(page.translations);
  return markup`<head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${title}</title>
    <meta name="description" content="${page.description}" />
    <meta name="color-scheme" content="light dark" />
    <link rel="canonical" href="${new URL(page.address, published).href}" />
    ${translations.map(
      ([language, address]) =>
        markup`<link rel="alternate" hreflang="${language}" href="${new URL(address, published).href}" /> `,
    )}
    <link rel="icon" type="image/png" href="${link("icon.png")}" />
    ${["source-sans-3", "source-serif-4"].map(
      (font) =>
        markup`<link rel="preload" href="${link(`assets/fonts/${font}.woff2`)}" as="font" type="font/woff2" crossorigin="anonymous" /> `,
    )}
    <link rel="stylesheet" href="${link("assets/site.css")}" />
    <script src="${link("assets/theme.js")}"></script>
    <script type="module" src="${link("assets/site.js")}"></script>
  </head>`;
}

function header(page: Page, chrome: Chrome, { tops }: Navigation, link: Link): Html {
  const search = markup`<button type="button" class="scripted search-open" aria-haspopup="dialog" aria-keyshortcuts="/">
    <span>${chrome.search}</span> <kbd>/</kbd>
  </button>`;
  const currentOf = ({ area, address }: NavigationTop): "page" | "true" | null => {
    if (area !== page.area) return null;
    return page.address === address ? "page" : "true";
  };
  return siteHeader({
    chrome,
    tops: tops(chrome),
    currentOf,
    link,
    search,
    languages: languageLinks(page, link),
  });
}

function languageLinks({ language, translations }: Page, link: Link): Html {
  const others = Object.entries(translations).filter(([each]) => each !== language);
  return markup`${others.map(([each, address]) => languageLink(each, link(address)))}`;
}

/** The pages of the section. It is open where there is room for it. */
function side(page: Page, chrome: Chrome, { groups }: Navigation): Html {
  const entries = groups(page).map(({ title, pages }) => {
    const isOpen = title === null || pages.some(({ address }) => address === page.address);
    const list = markup`<ul>
      ${pages.map((each) => sideLink(each, page))}
    </ul>`;
    return title === null
      ? list
      : markup`<details${isOpen && markup` open`}><summary>${title}</summary>${list}</details>`;
  });
  return markup`<details class="side" open>
    <summary>${chrome.menu}</summary>
    <nav aria-label="${chrome.sideNavigation}">${entries}</nav>
  </details>`;
}

function sideLink(
  { address, title, label }: { address: string; title: string; label?: string },
  page: Page,
): Html {
  const isCurrent = address === page.address;
  return markup`<li>
    <a href="${linkFrom(page.address, address)}" ${isCurrent && markup` aria-current="page"`}
      >${label !== undefined && markup`<span class="code">${label}</span> `}${title}</a
    >
  </li> `;
}

/** The headings of a page, where there are several. */
function contents({ headings }: Page, chrome: Chrome): Html {
  const listed = headings.filter(({ level }) => level === 2 || level === 3);
  const few = listed.length > 30 ? listed.filter(({ level }) => level === 2) : listed;
  if (few.length < 2) return markup``;
  return markup`<nav class="contents" aria-label="${chrome.onThisPage}">
    <p>${chrome.onThisPage}</p>
    <ul>
      ${few.map(({ level, id, text }) => markup`<li class="level-${level}"><a href="#${id}">${text}</a></li> `)}
    </ul>
  </nav>`;
}

function pageEnd(page: Page, chrome: Chrome, navigation: Navigation): Html {
  const { before, after } = navigation.beside(page);
  const to = (beside: Page | undefined, rel: string, title: string): Html =>
    beside === undefined
      ? markup``
      : markup`<a rel="${rel}" href="${linkFrom(page.address, beside.address)}"
          ><small>${title}</small> ${beside.title}</a
        > `;
  return markup`<nav class="beside" aria-label="${chrome.previous}, ${chrome.next}">
    ${to(before, "prev", chrome.previous)}${to(after, "next", chrome.next)}
  </nav>`;
}

function footer({ source }: Page, chrome: Chrome, link: Link): Html {
  return markup`<footer>
    <p>${chrome.disclaimer} ${chrome.privacy}</p>
    <p>
      <a href="${repository}">${chrome.repository}</a
      >${source !== null && markup` · <a href="${repository}/blob/main/${source}">${chrome.edit}</a>`} ·
      <a href="${link(rulesAddress(chrome.language))}">${chrome.all}</a> ·
      <a href="${link("assets/licenses.txt")}">${chrome.licenses}</a>
    </p>
  </footer>`;
}

function searchDialog(chrome: Chrome): Html {
  return markup`<dialog id="search" aria-label="${chrome.search}">
    <form method="dialog">
      <input
        type="search"
        name="query"
        autocomplete="off"
        spellcheck="false"
        aria-label="${chrome.search}"
        placeholder="${chrome.searchHint}"
      />
      <button type="submit">${chrome.close}</button>
    </form>
    <ul aria-label="${chrome.results}"></ul>
    <p role="status" data-nothing="${chrome.nothingFound}"></p>
  </dialog>`;
}
