import type { Language } from "../../server/src/core/index.ts";
import type { Html } from "../render/html.ts";
import type { Heading } from "../render/markdown.ts";

/** The parts of the site, in the order of its navigation. */
export const areas = ["start", "guides", "rules", "services", "reference"] as const;
export type Area = (typeof areas)[number];

/** A page of the site. */
export interface Page {
  /** Where it is, relative to the site: `rules/KV101/`; empty for the start page. */
  readonly address: string;
  readonly language: Language;
  readonly area: Area;
  readonly title: string;
  /** One sentence for lists and search engines. */
  readonly description: string;
  /** What is between its navigation and its end, with its heading. */
  readonly body: Html;
  /** What its table of contents lists. */
  readonly headings: readonly Heading[];
  /** The addresses of the page in other languages. */
  readonly translations: Readonly<Partial<Record<Language, string>>>;
  /** The file of the repository that it is made of; null if it is made of several. */
  readonly source: string | null;
}
