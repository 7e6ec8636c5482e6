import type { Options } from "minisearch";

/** A section of a page, as search finds it. */
export interface SearchEntry {
  /** The address of the page, with the anchor of the section. */
  readonly id: string;
  readonly title: string;
  /** The heading of the section; empty for the beginning of a page. */
  readonly heading: string;
  readonly text: string;
}

/** How sections are indexed, when the site is built, and searched in the browser. */
export const searchOptions: Options<SearchEntry> = {
  fields: ["title", "heading", "text"],
  storeFields: ["title", "heading"],
  searchOptions: {
    boost: { title: 4, heading: 3 },
    // The beginning of a page comes before its sections.
    boostDocument: (id: string) => (id.includes("#") ? 1 : 1.5),
    prefix: (term) => term.length > 1,
    fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
    combineWith: "AND",
  },
};
