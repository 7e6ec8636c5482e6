import { IpSet } from "../ip/ip-set.ts";
import { foldWord } from "../text/fold.ts";

/**
 * The IPv4 ranges that Azure's services call from and answer at, under the names that Microsoft gives them:
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview. A vault's IP rules take no such names, so people
 * copy the ranges out of the published file.
 */
export interface ServiceTags {
  /** The date of the file, `2026-06-26`; null if the file does not contain it. */
  readonly published: string | null;
  /** In the order and spelling of the file. */
  readonly names: readonly string[];
  /** The name as the file spells it; null when it has no such tag. Case does not count. */
  readonly spellingOf: (name: string) => string | null;
  /** The addresses of a tag; null when there is no such tag. Worked out on first use. */
  readonly addressesOf: (name: string) => IpSet | null;
  /** Every address of Azure's data centres, which Microsoft and its customers share. */
  readonly dataCentres: IpSet;
}

/** The tag of all data centres. */
export const azureCloud = "AzureCloud";

/** One tag whose addresses are computed on demand. */
export interface TagEntry {
  readonly name: string;
  readonly addresses: () => IpSet;
}

/** A set of tags; of two with the same name the last counts. */
export function createServiceTags(published: string | null, entries: readonly TagEntry[]): ServiceTags {
  const byName = new Map(entries.map((entry) => [foldWord(entry.name), entry]));
  const known = new Map<TagEntry, IpSet>();
  const addressesOf = (name: string): IpSet | null => {
    const entry = byName.get(foldWord(name));
    if (!entry) return null;
    const addresses = known.get(entry) ?? entry.addresses();
    known.set(entry, addresses);
    return addresses;
  };
  return {
    published,
    names: [...byName.values()].map(({ name }) => name),
    spellingOf: (name) => byName.get(foldWord(name))?.name ?? null,
    addressesOf,
    get dataCentres() {
      return addressesOf(azureCloud) ?? IpSet.empty;
    },
  };
}

/** The service of a tag that is limited to a region: `AppService` of `AppService.WestEurope`; null of all others. */
export function serviceOf(name: string): string | null {
  const dot = name.indexOf(".");
  return dot < 0 ? null : name.slice(0, dot);
}
