import type { Language } from "../../server/src/core/index.ts";
import type { Area } from "../pages/page.ts";

/** What every page says around its content. */
export interface Chrome {
  readonly language: Language;
  /** The language in its own words. */
  readonly name: string;
  readonly areas: Readonly<Record<Area, string>>;
  readonly playground: string;
  readonly openInPlayground: string;
  readonly skip: string;
  readonly menu: string;
  readonly mainNavigation: string;
  readonly sideNavigation: string;
  readonly onThisPage: string;
  readonly search: string;
  readonly searchHint: string;
  readonly close: string;
  readonly nothingFound: string;
  readonly results: string;
  readonly theme: string;
  readonly themes: Readonly<Record<"auto" | "light" | "dark", string>>;
  readonly repository: string;
  readonly edit: string;
  readonly licenses: string;
  readonly disclaimer: string;
  readonly privacy: string;
  readonly previous: string;
  readonly next: string;
  readonly syntax: string;
  readonly example: string;
  readonly all: string;
  /** Titles of the groups of rules by the first digit of their codes. */
  readonly ruleGroups: Readonly<Record<string, string>>;
  readonly rulesLead: string;
  readonly start: StartWords;
  readonly notFound: NotFoundWords;
}

/** What the start page says about its example. */
export interface StartWords {
  readonly tryIt: string;
  readonly begin: string;
  readonly exampleTitle: string;
  readonly exampleLead: string;
  readonly reachTitle: string;
  readonly columns: readonly [source: string, now: string, afterFix: string];
  readonly openExample: string;
  readonly file: string;
}

export interface NotFoundWords {
  readonly title: string;
  readonly lead: string;
  readonly perhaps: string;
}
