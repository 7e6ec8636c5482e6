import MiniSearch from "minisearch";
import { type Language, languages } from "../server/src/core/index.ts";
import { groupsOf } from "./pages/groups.ts";
import type { Page } from "./pages/page.ts";
import { searchOptions, type SearchEntry } from "./client/search-options.ts";

/**
 * The index of every language: its pages by sections, and English pages that it does not have. What many pages say alike, and code,
 * is left out.
 */
export function searchIndexes(pages: readonly Page[]): ReadonlyMap<Language, string> {
  const entries = new Map(pages.map((page) => [page, entriesOf(page)]));
  const counts = groupsOf([...entries.values()].flat(), ({ text }) => text);
  return new Map(
    languages.map((language) => {
      const own = pages.filter((page) => page.language === language || isOnlyIn("en", page, language));
      const index = new MiniSearch<SearchEntry>(searchOptions);
      const rare = own
        .flatMap((page) => entries.get(page) ?? [])
        .map((entry) => {
          return (counts.get(entry.text)?.length ?? 0) > 10 ? { ...entry, text: "" } : entry;
        });
      index.addAll(rare);
      return [language, JSON.stringify(index)];
    }),
  );
}

function isOnlyIn(fallback: Language, page: Page, language: Language): boolean {
  return page.language === fallback && page.translations[language] === undefined;
}

/** A page from heading to heading. */
function entriesOf({ address, title, description, body }: Page): readonly SearchEntry[] {
  const [first = "", ...sections] = body.html.split(/(?=<h[23] id=)/);
  const top = { id: address, title, heading: "", text: `${description} ${textOf(first)}` };
  return [
    top,
    ...sections.map((section) => {
      const [heading = "", anchor = ""] =
        /^<h[23] id="([^"]*)">(.*?)<\/h/s.exec(section)?.slice(1).toReversed() ?? [];
      return {
        id: `${address}#${anchor}`,
        title,
        heading: textOf(heading),
        text: textOf(section.replace(/^.*?<\/h\d>/s, "")),
      };
    }),
  ];
}

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

function textOf(html: string): string {
  return html
    .replace(/<pre.*?<\/pre>/gs, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/&\w+;/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}
