import { textPieces } from "../evaluate/values/text-pieces.ts";
import { foldedText } from "../evaluate/values/symbol.ts";
import type { Absent, Value } from "../evaluate/values/value.ts";
import { memoize } from "../logic/memoize.ts";
import { idAround } from "../network/ids/links.ts";
import type { Network } from "../network/network.ts";
import { everyConsumerIn } from "../services/consumers/find-consumers.ts";
import type { Member } from "./member.ts";
import { foldWord } from "../text/fold.ts";

/**
 * The virtual networks, private DNS zones and perimeters that a root declares, each by the texts that its id is recognized by in
 * other roots.
 */
export const declaredPlaces = memoize(({ outside }: Member): ReadonlySet<string> => {
  const network = outside();
  const isState = network.frames.some(({ template }) => template.state !== null);
  return new Set(isState ? [] : placesIn(network).flatMap(keysOfId));
});

/** The ends of these texts, from the last slash on, as they are known without looking at the root as others do. */
export const declaredNames = memoize((member: Member) => [...new Set([...ownPlaces(member)].map(endOfKey))]);

/** The end of a text that an id is recognized by. */
export function endOfKey(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

const ownPlaces = memoize(
  ({ worlds }: Member): ReadonlySet<string> =>
    new Set(worlds.flatMap(({ network }) => placesIn(network)).flatMap(keysOfId)),
);

/** The same of those that a root looks up or mentions, and does not declare. */
export const wantedPlaces = memoize((member: Member) => {
  const declared = ownPlaces(member);
  const mentioned = member.worlds.flatMap(({ network }) => mentionedIn(network)).flatMap(keysOfId);
  return [...new Set(mentioned)].filter((key) => !declared.has(key));
});

/** The subnets that a root looks up or mentions, by the texts that their ids are recognized by. */
export const wantedSubnets = memoize(
  ({ worlds }: Member): ReadonlySet<string> =>
    new Set(
      worlds
        .flatMap(({ network }) => [
          ...network.subnets.filter(({ instance }) => instance.declaration.existing).map(({ id }) => id),
          ...subnetIdsIn(network),
        ])
        .flatMap(keysOfId),
    ),
);

function placesIn({ virtualNetworks, privateDnsZones, resources }: Network): readonly Value[] {
  const zones = privateDnsZones.filter(({ existing }) => !existing);
  const networks = virtualNetworks.filter(({ instance }) => !instance.declaration.existing);
  const perimeters = resources(...perimeterTypes).filter(({ declaration }) => !declaration.existing);
  return [...[...zones, ...networks].map(({ id }) => id), ...perimeters.map((each) => each.id())];
}

const perimeterTypes = ["microsoft.network/networksecurityperimeters", "azurerm_network_security_perimeter"];

function mentionedIn(network: Network): readonly Value[] {
  const places: readonly (Value | Absent)[] = [
    ...network.virtualNetworks.map(({ id }) => id),
    ...network.subnets.map(({ networkId }) => networkId),
    ...subnetIdsIn(network).map((id) => idAround(id, "/subnets/")),
    ...network.privateEndpoints.flatMap(({ networkId, zoneGroups }) => [
      networkId,
      ...zoneGroups.flatMap(({ zones }) => zones.items.map(({ field }) => field.value)),
    ]),
    ...network.virtualNetworkLinks.flatMap(({ zoneId, network: linked }) => [zoneId, linked.value]),
    ...network.perimeterAssociations.map(({ perimeterId }) => perimeterId),
  ];
  return places.flatMap((id) => (id.kind === "absent" ? [] : [id]));
}

/** The ids of subnets in the rules of vaults, and of those that consumers are in. */
function subnetIdsIn(network: Network): readonly Value[] {
  const ids: readonly (Value | Absent)[] = [
    ...network.vaults.flatMap(({ subnetRules }) => subnetRules.items.map(({ field }) => field.value)),
    ...everyConsumerIn(network).flatMap(({ place }) =>
      place.kind === "subnets" ? place.subnets.map(({ id }) => id.value) : [],
    ),
  ];
  return ids.flatMap((id) => (id.kind === "absent" ? [] : [id]));
}

/**
 * An id is recognized as a whole, as one that comes from the state of another root, or from its resource group on: names of networks are
 * unique only there. Subscriptions are rarely written.
 */
export const keysOfId = memoize((id: Value): readonly string[] => {
  const whole = foldedText(id);
  const literal = textPieces(id).at(-1);
  const inGroup = typeof literal === "string" ? fromGroupOn(foldWord(literal)) : null;
  return [whole, inGroup].flatMap((key) => key ?? []);
});

function fromGroupOn(id: string): string | null {
  const start = id.indexOf("/resourcegroups/");
  const [, , group = "", next] = start < 0 ? [] : id.slice(start).split("/");
  return group !== "" && next === "providers" ? id.slice(start) : null;
}
