import { memoize } from "../logic/memoize.ts";
import { linkTo, sameId } from "../network/ids/links.ts";
import type { Network, NetworkInterface, Subnet } from "../network/network.ts";
import type { Integration } from "../services/consumers/integration.ts";

/** The declared network interfaces that requests may come from; `isCertain` if they come from the only one. */
export function interfacesAt(subnet: Subnet, { interfaces: own }: Integration, network: Network): Interfaces {
  const all = bySubnet(network).get(subnet) ?? [];
  if (own === null) return { all, isCertain: false };
  const found = all.filter(({ id }) => own.some((each) => sameId(each, id) === "yes"));
  return { all: found, isCertain: found.length === 1 && own.length === 1 };
}

export interface Interfaces {
  readonly all: readonly NetworkInterface[];
  readonly isCertain: boolean;
}

/** Found from the interfaces, so that many subnets cost no more. */
const bySubnet = memoize(
  ({ networkInterfaces, subnets }: Network): ReadonlyMap<Subnet, readonly NetworkInterface[]> => {
    const found = new Map<Subnet, NetworkInterface[]>();
    for (const each of networkInterfaces) {
      if (each.exists.truth === "no") continue;
      const links = each.configurations.map(({ subnet }) => linkTo(subnet.value, subnets));
      for (const subnet of new Set(links.flatMap((link) => (link.kind === "declared" ? [link.to] : [])))) {
        const before = found.get(subnet);
        if (before) before.push(each);
        else found.set(subnet, [each]);
      }
    }
    return found;
  },
);
