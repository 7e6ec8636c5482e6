import { addTo } from "../logic/grouped.ts";
import { memoize } from "../logic/memoize.ts";
import { isEmpty } from "../network/fields/lists.ts";
import { type Link, linkTo, sameId } from "../network/ids/links.ts";
import type { Network, NetworkInterface, Subnet } from "../network/network.ts";
import type { Integration } from "../services/consumers/integration.ts";

/**
 * The declared network interfaces that requests may come from, as far as they decide anything; `isCertain` if they come from the only
 * one.
 */
export function interfacesAt(subnet: Subnet, { interfaces: own }: Integration, network: Network): Interfaces {
  const { inSubnets, anywhere } = placesIn(network);
  const all = [...(inSubnets.get(subnet) ?? []), ...anywhere];
  if (own === null) return { all, isCertain: false };
  const found = all.filter(({ id }) => own.some((each) => sameId(each, id) === "yes"));
  return { all: found, isCertain: found.length === 1 && own.length === 1 };
}

export interface Interfaces {
  readonly all: readonly NetworkInterface[];
  readonly isCertain: boolean;
}

interface Places {
  /** Those that are in a subnet, or may be. */
  readonly inSubnets: ReadonlyMap<Subnet, readonly NetworkInterface[]>;
  /** Those that may be in any. */
  readonly anywhere: readonly NetworkInterface[];
}

/** Found from the interfaces, so that many subnets cost no more. */
const placesIn = memoize(({ networkInterfaces, subnets }: Network): Places => {
  const found = new Map<Subnet, NetworkInterface[]>();
  const deciding = networkInterfaces.filter(
    ({ exists, securityGroup, dnsServers }) =>
      exists.truth !== "no" && (securityGroup.value.kind !== "absent" || !isEmpty(dnsServers)),
  );
  for (const each of deciding) {
    if (each.open.length > 0) continue;
    const links = each.configurations.map(({ subnet }) => linkTo(subnet.value, subnets));
    for (const subnet of new Set(links.flatMap(subnetsOf))) addTo(found, subnet, each);
  }
  return { inSubnets: found, anywhere: deciding.filter(({ open }) => open.length > 0) };
});

function subnetsOf(link: Link<Subnet>): readonly Subnet[] {
  return link.kind === "declared" ? [link.to] : link.kind === "unknown" ? link.candidates : [];
}
