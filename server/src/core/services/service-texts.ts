import { memoize } from "../logic/memoize.ts";
import { findService } from "./catalogue.ts";
import { linksOf, plainText } from "./markdown.ts";
import type { Scenario, Service } from "./service.ts";
import { foldWord } from "../text/fold.ts";

/** What people read of an entry of the catalog, in one language. */
export interface ServiceTexts extends Pick<Service, "name" | "hover" | "notCovered" | "needs"> {
  readonly scenario: Scenario;
}

/** An entry as a translation has it: product names stay, and the details of needs are in the order of the entry's own. */
export interface WrittenTexts {
  readonly name?: string;
  readonly scenario: string;
  readonly hover: string;
  readonly notCovered?: readonly string[];
  readonly needs?: readonly string[];
}

/** The entry in English; of an id that the catalog does not have, nothing but the id. */
export function englishTexts(id: string): ServiceTexts {
  const service = findService(id);
  return service
    ? textsOf(service)
    : { name: id, hover: "", notCovered: [], needs: [], scenario: scenarioOf(id) };
}

const textsOf = memoize(({ name, hover, notCovered, needs, scenario }: Service): ServiceTexts => ({
  ...{ name, hover, notCovered, needs },
  scenario: scenarioOf(scenario),
}));

/** The entries in another language; a test demands all of them. */
export function translatedTexts(
  written: Readonly<Record<string, WrittenTexts>>,
): (id: string) => ServiceTexts {
  const translations = new Map(Object.entries(written));
  return (id) => {
    const entry = englishTexts(id);
    const texts = translations.get(foldWord(id));
    if (!texts) return entry;
    const { name = entry.name, hover, notCovered = [], needs: details = [] } = texts;
    const needs = entry.needs.map(({ option, detail }, index) => ({
      option,
      detail: details[index] ?? detail,
    }));
    return { name, hover, notCovered, needs, scenario: scenarioOf(texts.scenario) };
  };
}

function scenarioOf(markdown: string): Scenario {
  return { markdown, text: plainText(markdown), links: linksOf(markdown) };
}
