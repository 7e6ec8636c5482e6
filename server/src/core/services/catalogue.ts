import written from "./catalogue.json" with { type: "json" };
import { linksOf, plainText } from "./markdown.ts";
import type { Service } from "./service.ts";

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

/** Lists that most entries leave out of the file. */
const empty = {
  arm: [],
  terraform: [],
  signals: [],
  vaultFlags: {},
  roles: [],
  accessPolicy: {},
  caveats: [],
  notCovered: [],
  needs: [],
} satisfies Partial<Service>;

/** An entry as the file has it: without empty lists, its scenario as Markdown. */
type WrittenService = Omit<Service, keyof typeof empty | "scenario"> &
  Partial<Pick<Service, keyof typeof empty>> & { readonly scenario: string };

/**
 * In the type of a JSON module, vocabularies are plain strings; `catalogue.test.ts` checks every entry against
 * them.
 */
const entries = written as unknown as readonly WrittenService[];

/** Every service known: first the listed ones in the order of Microsoft's list, then the others. */
export const services: readonly Service[] = entries.map(readService);

const byId: ReadonlyMap<string, Service> = new Map(services.map((service) => [service.id, service]));

/** The service of `service:ID`; ids are compared without case. */
export function findService(id: string): Service | undefined {
  return byId.get(id.toLowerCase());
}

/** Whether the service has a row in Microsoft's list. That alone does not admit it: see `serviceStanding`. */
export function isListed(service: Service): boolean {
  return service.trustStatus === "listed";
}

function readService(entry: WrittenService): Service {
  const markdown = entry.scenario;
  return { ...empty, ...entry, scenario: { markdown, text: plainText(markdown), links: linksOf(markdown) } };
}
