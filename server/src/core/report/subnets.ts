import { IpSet } from "../ip/ip-set.ts";
import { classifyIpEntry } from "../ip/ip-entry.ts";
import { subnetName } from "../access/source.ts";
import type { World } from "../access/worlds.ts";
import type { Span } from "../text/document.ts";

/** A subnet of a root, as a source to ask about. */
export interface SubnetReport {
  /** `vnet/subnet`, if the names are known and no other subnet's; preceded by `subnet:`, this is a source. */
  readonly label: string;
  /** Its address ranges that are known, in CIDR notation. */
  readonly prefixes: readonly string[];
  readonly place: Span;
}

/** The subnets that a root itself may deploy, each once. */
export function reportSubnets(worlds: readonly World[]): readonly SubnetReport[] {
  const found = new Map<string, SubnetReport>();
  for (const { network } of worlds)
    for (const subnet of network.subnets) {
      if (subnet.home !== null || subnet.exists.truth === "no" || found.has(subnet.key)) continue;
      const prefixes = subnet.prefixes.flatMap((each) => (each.kind === "known" ? [each.value] : []));
      found.set(subnet.key, { label: subnetName(subnet, network), prefixes, place: subnet.label });
    }
  return [...found.values()];
}

/**
 * The subnets that may contain a private address: those whose ranges contain some of the addresses, or if none does,
 * those whose ranges are not known.
 */
export function subnetsHolding(addresses: IpSet, subnets: readonly SubnetReport[]): readonly SubnetReport[] {
  const holding = subnets.filter(({ prefixes }) => rangesOf(prefixes).overlaps(addresses));
  return holding.length > 0 ? holding : subnets.filter(({ prefixes }) => rangesOf(prefixes).isEmpty);
}

function rangesOf(prefixes: readonly string[]): IpSet {
  return IpSet.of(
    prefixes.flatMap((prefix) => {
      const entry = classifyIpEntry(prefix);
      return entry.kind === "cidr" ? [entry.range] : [];
    }),
  );
}
