import { IpSet } from "../ip/ip-set.ts";
import { serviceOf, type ServiceTags } from "./service-tags.ts";
import { foldWord } from "../text/fold.ts";

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
