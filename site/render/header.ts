import { folderOf } from "../pages/addresses.ts";
import type { NavigationTop } from "../pages/navigation.ts";
import type { Chrome } from "../words/chrome.ts";
import { type Html, markup } from "./html.ts";

/** Makes an address of the site an address that the page links to. */
export type Link = (to: string) => string;

/** What the header of a page consists of. */
export interface HeaderParts {
  readonly chrome: Chrome;
  readonly tops: readonly NavigationTop[];
  /** Whether the page is the one of an entry, or in its section. */
  readonly currentOf: (top: NavigationTop) => "page" | "true" | null;
  readonly link: Link;
  readonly search: Html;
  readonly languages: Html;
  /** Shown only after a script has chosen it. */
  readonly isHidden?: boolean;
}

/** The header of every page, with the sections of the site and what its user chooses. */
export function siteHeader({
  chrome,
  tops,
  currentOf,
  link,
  search,
  languages,
  isHidden = false,
}: HeaderParts): Html {
  const entries = tops.map((top) => {
    const current = currentOf(top);
    return markup`<li>
        <a
          href="${link(top.address)}"
          ${current !== null && markup` aria-current="${current}"`}
          ${top.isForeign && markup`hreflang="en"`}
          >${top.title}${top.isForeign && markup` <small>EN</small>`}</a
        >
      </li> `;
  });
  return markup`<header class="top" lang="${chrome.language}"${isHidden && markup` hidden`}>
    <a class="brand" href="${link(folderOf(chrome.language))}"
      ><img src="${link("icon.png")}" alt="" width="28" height="28" />Key Vault Network</a
    >
    <nav aria-label="${chrome.mainNavigation}">
      <ul>
        ${entries}
      </ul>
    </nav>
    <div class="tools">
      ${search}
      <fieldset class="scripted theme">
        <legend>${chrome.theme}</legend>
        ${Object.entries(chrome.themes).map(
          ([value, title]) =>
            markup`<label><input type="radio" name="theme" value="${value}" /><span>${title}</span></label> `,
        )}
      </fieldset>
      ${languages}
    </div>
  </header>`;
}

/** A link to the same in another language, in whose words it is. */
export function languageLink(language: string, address: string): Html {
  const name = new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
  return markup`<a class="language" href="${address}" lang="${language}" hreflang="${language}">${name}</a>`;
}
