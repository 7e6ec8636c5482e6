import { once } from "../logic/memoize.ts";
import type { Service, SourcePage } from "./service.ts";
import { type Lists, type WrittenService, writtenServices } from "./written-services.ts";
import { foldWord } from "../text/fold.ts";

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
