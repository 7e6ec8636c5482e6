import { memoize, once } from "../logic/memoize.ts";
import { foldWord } from "../text/fold.ts";
import { linksOf, plainText } from "./markdown.ts";
import type { Scenario, Service, SourcePage } from "./service.ts";
import { type Lists, type WrittenService, writtenServices } from "./written-services.ts";

/**
 * Where the rows of listed services come from, and how old they are. The rest of the catalog was written for this
 * product.
 */
export const catalogueSource = {
  title: "Virtual network service endpoints for Azure Key Vault: Trusted services",
  url: "https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints#trusted-services",
  publisher: "Microsoft",
  /** The page that 38 of the rows are copied from. */
  copied: "2025-02-25",
  /** The newest page compared with; it adds one row and changes one link. */
  asOf: "2026-08-20",
  license: "CC BY 4.0",
  licenseUrl: "https://creativecommons.org/licenses/by/4.0/",
  attribution:
    "Names and scenarios of listed services: © Microsoft, CC BY 4.0, from the Azure Key Vault documentation; " +
    "links made absolute where shown, wording unchanged.",
} as const;

const emptyLists: Lists = {
  arm: [],
  terraform: [],
  vaultFlags: {},
  roles: [],
  notCovered: [],
  needs: [],
};

/** Every service known: first the listed ones in the order of Microsoft's list, then the others. The file is read on the first call. */
export const services = once((): readonly Service[] => writtenServices().map(readService));

const byId = once(
  (): ReadonlyMap<string, Service> => new Map(services().map((service) => [service.id, service])),
);

/** The service of `service:ID`; ids are compared without case. */
export function findService(id: string): Service | undefined {
  return byId().get(foldWord(id));
}

/** Whether the service has a row in Microsoft's list. That alone does not admit it: see `serviceStanding`. */
export function isListed(service: Service): boolean {
  return service.trustStatus === "listed";
}

/**
 * The page that decides what the bypass does for a service: Microsoft's list for those that it trusts without a condition, else the
 * service's own page; without one, that the list has no row for it.
 */
export function decidingPage({ reportAs, list, source }: Service): SourcePage {
  const row = { url: catalogueSource.url, date: list?.stillListed ?? catalogueSource.asOf };
  return (reportAs === "ok-with-bypass" ? null : source) ?? row;
}

function readService(entry: WrittenService): Service {
  return { ...emptyLists, ...entry };
}

/** What people read of an entry of the catalog, in one language. */
export interface ServiceTexts extends Pick<Service, "name" | "hover" | "notCovered" | "needs"> {
  readonly scenario: Scenario;
}

/** An entry as a translation has it: product names stay, and the details of needs are in the order of the entry's own. */
interface WrittenTexts {
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
