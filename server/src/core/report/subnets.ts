import { subnetLabel } from "../access/source.ts";
import type { World } from "../access/worlds.ts";
import type { Span } from "../text/span.ts";

/** A subnet of a root, as a source to ask about. */
export interface SubnetReport {
  /** `vnet/subnet`, as far as the names are known; `subnet:` and this is a source. */
  readonly label: string;
  /** Its address ranges that are known, in CIDR notation. */
  readonly prefixes: readonly string[];
  readonly place: Span;
}

/** The subnets that a root may deploy, each once. */
export function reportSubnets(worlds: readonly World[]): readonly SubnetReport[] {
  const found = new Map<string, SubnetReport>();
  for (const subnet of worlds.flatMap(({ network }) => network.subnets)) {
    if (subnet.exists.truth === "no" || found.has(subnet.key)) continue;
    const prefixes = subnet.prefixes.flatMap((each) => (each.kind === "known" ? [each.value] : []));
    found.set(subnet.key, { label: subnetLabel(subnet), prefixes, place: subnet.label });
  }
  return [...found.values()];
}
