import type { Chrome } from "../words/chrome.ts";
import { chromeIn } from "../words/in.ts";
import { rulesAddress } from "./addresses.ts";
import { groupsOf } from "./groups.ts";
import type { Area, Page } from "./page.ts";

/** An entry of a list of pages. */
export interface NavigationEntry {
  readonly address: string;
  readonly title: string;
  /** What is before the title: the code of a rule. */
  readonly label?: string;
}

/** Some pages of a section; without a title if they are all of it. */
export interface NavigationGroup {
  readonly title: string | null;
  readonly pages: readonly NavigationEntry[];
}

/** A section of the site; the playground is none. A foreign one is not in the language of the page. */
export interface NavigationTop {
  readonly area: Area | null;
  readonly title: string;
  readonly address: string;
  readonly isForeign: boolean;
}

export interface Navigation {
  readonly tops: (chrome: Chrome) => readonly NavigationTop[];
  readonly groups: (page: Page) => readonly NavigationGroup[];
  /** The neighbors of a page in its section. */
  readonly beside: (page: Page) => { readonly before?: Page | undefined; readonly after?: Page | undefined };
}

/** The navigation between some pages, which are in the order of reading. */
export function navigationOf(pages: readonly Page[]): Navigation {
  const section = (page: Page): readonly Page[] =>
    pages.filter(({ area, language }) => area === page.area && language === page.language);
  return {
    tops: topsIn,
    groups: (page) =>
      page.area === "rules" ? ruleGroups(section(page)) : [{ title: null, pages: section(page) }],
    beside: (page) => {
      const all = section(page);
      const index = all.indexOf(page);
      return { before: all[index - 1], after: all[index + 1] };
    },
  };
}

/** The sections of the site, and the playground. */
export function topsIn(chrome: Chrome): readonly NavigationTop[] {
  const { areas, playground, language } = chrome;
  const isForeign = language !== "en";
  return [
    { area: "guides", title: areas.guides, address: "guides/", isForeign },
    { area: "rules", title: areas.rules, address: rulesAddress(language), isForeign: false },
    { area: "services", title: areas.services, address: "services/", isForeign },
    { area: "reference", title: areas.reference, address: "get-started/", isForeign },
    { area: null, title: playground, address: "playground/", isForeign: false },
  ];
}

/** Rules by the first digit of their codes, below the list of all. */
function ruleGroups(pages: readonly Page[]): readonly NavigationGroup[] {
  const [list, ...rules] = pages;
  if (!list) return [];
  const { all, ruleGroups: titles } = chromeIn(list.language);
  const groups = groupsOf(rules, ({ title }) => title.slice(0, 3));
  return [
    { title: null, pages: [{ ...list, title: all }] },
    ...[...groups].map(([digit, own]) => ({ title: titles[digit] ?? digit, pages: own.map(ruleEntry) })),
  ];
}

function ruleEntry({ address, title }: Page): NavigationEntry {
  const [label = "", name = ""] = title.split(" ");
  return { address, title: name, label };
}
