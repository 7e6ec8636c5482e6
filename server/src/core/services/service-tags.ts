import { classifyIpEntry } from "../ip/ip-entry.ts";
import type { IpRange } from "../ip/ip-range.ts";
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

interface Overlap {
  readonly name: string;
  readonly addresses: IpSet;
  readonly common: IpSet;
}

/**
 * The names of the tags that share addresses with a set, those of the fewest addresses first: `AppService.WestEurope`, then
 * `AzureCloud.westeurope`. The tag of a whole service is left out where the tags of its regions say the same.
 */
export function tagsOverlapping(tags: ServiceTags, addresses: IpSet): readonly string[] {
  const overlaps = tags.names.flatMap((name): readonly Overlap[] => {
    const own = tags.addressesOf(name) ?? IpSet.empty;
    return own.overlaps(addresses) ? [{ name, addresses: own, common: own.intersect(addresses) }] : [];
  });
  return overlaps
    .filter((overlap) => !isSaidByRegions(overlap, overlaps))
    .sort((a, b) => a.addresses.size - b.addresses.size || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

/** The tags that an unknown name may have been intended for, most likely first. */
export function tagsNear(tags: ServiceTags, typed: string, limit = 5): readonly string[] {
  const words = foldWord(typed)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const likeness = (name: string): number =>
    words.reduce((sum, word) => sum + sharedPart(foldWord(name), word) / word.length, 0);
  return tags.names
    .map((name) => ({ name, score: likeness(name) }))
    .filter(({ score }) => score >= 0.6)
    .sort((a, b) => b.score - a.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** The tags whose names begin as typed, however their words are joined: "azure-devops" for `AzureDevOps`. */
export function tagsBeginning(tags: ServiceTags, typed: string, limit = 3): readonly string[] {
  const letters = lettersOf(typed);
  if (letters.length < 3) return [];
  return tags.names
    .filter((name) => lettersOf(name).startsWith(letters))
    .sort((a, b) => a.length - b.length)
    .slice(0, limit);
}

function lettersOf(name: string): string {
  return foldWord(name).replaceAll(/[^a-z0-9]/g, "");
}

function isSaidByRegions({ name, common }: Overlap, overlaps: readonly Overlap[]): boolean {
  const regional = overlaps.filter((other) => serviceOf(other.name) === name);
  return common.isSubsetOf(IpSet.unionOf(regional.map((each) => each.common)));
}

/** The length of the longest prefix of the word that occurs in the name. */
function sharedPart(name: string, word: string): number {
  for (let length = word.length; length >= 3; length--)
    if (name.includes(word.slice(0, length))) return length;
  return 0;
}

/** One tag of the published file, with its IPv4 ranges. */
export interface OfficialTag {
  readonly name: string;
  /** In small letters; empty for tags of the whole world. */
  readonly region: string;
  readonly ranges: readonly IpRange[];
}

/** The content of a file, or one line that says why it is not such a file. */
type OfficialFile =
  | { readonly cloud: string; readonly published: string | null; readonly tags: readonly OfficialTag[] }
  | { readonly error: string };

/**
 * Reads the file that Microsoft publishes every week as `ServiceTags_Public_20260622.json`
 * (https://www.microsoft.com/download/details.aspx?id=56519). Its day is part of its name only. IPv6 prefixes are left
 * out, because Key Vault takes none in IP rules.
 */
export function readOfficialFile(text: string, fileName: string): OfficialFile {
  const content = parseJson(text);
  if (!isRecord(content) || !Array.isArray(content["values"]))
    return { error: "This is not a file of Azure's service tags: it has no list of values." };
  const tags: OfficialTag[] = [];
  for (const value of content["values"] as readonly unknown[]) {
    const tag = readTag(value);
    if (typeof tag === "string") return { error: tag };
    tags.push(tag);
  }
  if (tags.length === 0) return { error: "The file holds no service tags." };
  return { cloud: textOf(content["cloud"]), published: dayOf(textOf(content["published"]), fileName), tags };
}

/** The tags of a published file, to take the place of those that are built in; or why it has none. */
export function readServiceTags(
  text: string,
  fileName: string,
): { readonly tags: ServiceTags } | { readonly error: string } {
  const file = readOfficialFile(text, fileName);
  if ("error" in file) return file;
  const entries = file.tags.map(({ name, ranges }) => ({ name, addresses: () => IpSet.of(ranges) }));
  return { tags: createServiceTags(file.published, entries) };
}

function readTag(value: unknown): OfficialTag | string {
  const properties = isRecord(value) ? value["properties"] : undefined;
  if (!isRecord(value) || !isRecord(properties)) return "A value of the file has no properties.";
  const name = textOf(value["name"]);
  const prefixes = properties["addressPrefixes"];
  if (name === "" || !Array.isArray(prefixes)) return "A value of the file has no name or no prefixes.";
  const ranges: IpRange[] = [];
  for (const prefix of prefixes as readonly unknown[]) {
    const entry = classifyIpEntry(textOf(prefix));
    if (entry.kind === "cidr") ranges.push(entry.range);
    else if (entry.kind !== "ipv6") return `${name} has an invalid prefix: ${String(prefix)}`;
  }
  return { name, region: foldWord(textOf(properties["region"])), ranges };
}

function dayOf(published: string, fileName: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(published)) return published;
  const [, year, month, day] = /(\d{4})-?(\d{2})-?(\d{2})\.json$/i.exec(fileName) ?? [];
  return year && month && day ? `${year}-${month}-${day}` : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch {
    // Any text may be selected as a file; if it is not JSON, it is not a service tags file either.
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
