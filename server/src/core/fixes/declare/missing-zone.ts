import { nameOf } from "../../access/say.ts";
import { equalValues } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { declareZone, declareZoneLink } from "../../network/declare/resources.ts";
import { idAround, sameResource } from "../../network/ids/links.ts";
import { networkWithId, sameNetwork } from "../../network/ids/same-network.ts";
import type { Network, VirtualNetwork } from "../../network/network.ts";
import { explicitDependsOn } from "../../network/order/depends-on.ts";
import type { Resource } from "../../network/resource.ts";
import { Reference } from "../../template/reference.ts";
import { append } from "../edit.ts";
import { type Fix, fix } from "../fix.ts";
import { declaring } from "./declaring.ts";

/**
 * Declares the zone that resources refer to by an ID, has all of them wait for it, and links it to the network of an endpoint that is
 * registered in it where nothing else does; none in another resource group.
 */
export function declareMissingZone(
  resources: readonly [Resource, ...Resource[]],
  zoneId: Value,
  name: string,
  network: Network,
): readonly Fix[] {
  const [first] = resources;
  const [own, meant] = [idAround(first.id, "/providers/"), idAround(zoneId, "/providers/")];
  const zone = equalValues(own, meant, true) === "yes" ? declareZone(first, name) : null;
  const unlinked = isLinked(zoneId, network) ? [] : [...networksOf(resources, network)];
  const edit = declaring(zone, ...unlinked.map((each) => each && zone && declareZoneLink(first, zone, each)));
  if (!zone || !edit) return [];
  const waiting = resources.map((target) => {
    const list = explicitDependsOn(target);
    return list && { target, edits: [append(list, new Reference(zone.id.referent, []))] };
  });
  const certain = waiting.filter((each) => each !== null);
  if (certain.length < waiting.length) return [];
  const networks = unlinked.flatMap((each) => (each ? [nameOf(each)] : []));
  const title = { kind: "declare-zone", zone: name, networks, count: resources.length } as const;
  return [fix({ title, preferred: true, target: first, edits: [edit], beside: certain })];
}

function isLinked(zoneId: Value, { virtualNetworkLinks }: Network): boolean {
  return virtualNetworkLinks.some((link) => sameResource(link.zoneId, zoneId) !== "no");
}

/** The networks of endpoints; null for one that cannot be named, or that may have another zone. */
function networksOf(resources: readonly Resource[], network: Network): ReadonlySet<VirtualNetwork | null> {
  const endpoints = network.privateEndpoints.filter((endpoint) => resources.includes(endpoint));
  return new Set(
    endpoints.map(({ networkId }) => {
      const around = networkWithId(networkId, network);
      const hasLink = network.virtualNetworkLinks.some(
        (link) => !around || sameNetwork(link.network.value, around.id, network) !== "no",
      );
      return hasLink ? null : around;
    }),
  );
}
