import type { Cause } from "../evaluate/values/value.ts";
import { IpBounds, IpSet } from "../ip/ip-set.ts";
import type { Truth } from "../logic/truth.ts";

/** An entry of an ordered list of which the first one that matches decides, such as the rules of a security group. */
export interface Entry<T> {
  readonly what: T;
  /** Whether it applies to this traffic at all: it is deployed, and its ports and protocol match. */
  readonly applies: Truth;
  readonly sources: IpBounds;
  readonly destinations: IpBounds;
}

/** A rule that is not declared here may do anything with any packet. */
export function unseenRule(because: readonly Cause[]): Entry<{
  readonly kind: "unseen";
  readonly because: readonly Cause[];
}> {
  const everything = IpBounds.known(IpSet.all);
  const what = { kind: "unseen", because } as const;
  return { what, applies: "maybe", sources: everything, destinations: everything };
}

/** Packets from any of the sources to any of the destinations. */
export interface Traffic {
  readonly sources: IpSet;
  readonly destinations: IpSet;
}

/**
 * The entries that can be the first one to match a packet, in order; `null` at the end if a packet can match none. One result
 * means that all packets are decided by it. Exact for every combination of source and destination, and of what the
 * entries leave open.
 */
export function firstMatches<T>(entries: readonly Entry<T>[], traffic: Traffic): readonly (T | null)[] {
  const deciding = new Set<Entry<T>>();
  let passes = false;
  for (const sources of alikeSources(entries, traffic.sources)) {
    let open = traffic.destinations;
    for (const entry of entries) {
      if (open.isEmpty) break;
      if (entry.applies === "no" || !sources.overlaps(entry.sources.possible)) continue;
      if (open.overlaps(entry.destinations.possible)) deciding.add(entry);
      const isCertain = entry.applies === "yes" && sources.isSubsetOf(entry.sources.certain);
      if (isCertain) open = open.minus(entry.destinations.certain);
    }
    passes ||= !open.isEmpty;
  }
  const found = entries.filter((entry) => deciding.has(entry)).map(({ what }) => what);
  return passes ? [...found, null] : found;
}

/** The sources in parts that no entry tells apart. */
function alikeSources<T>(entries: readonly Entry<T>[], sources: IpSet): readonly IpSet[] {
  const named = new Set(entries.flatMap((entry) => [entry.sources.certain, entry.sources.possible]));
  let parts: readonly IpSet[] = sources.isEmpty ? [] : [sources];
  for (const set of named) {
    if (sources.isSubsetOf(set) || !sources.overlaps(set)) continue;
    parts = parts.flatMap((part) => [part.intersect(set), part.minus(set)].filter((each) => !each.isEmpty));
  }
  return parts;
}
