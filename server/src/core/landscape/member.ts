import { vaultsNeverCreated, type World } from "../access/worlds.ts";
import { resourceInstances } from "../evaluate/instances/instances.ts";
import type { Home, ResourceInstance } from "../evaluate/types.ts";
import type { Origin } from "../evaluate/values/origin.ts";
import { foldedText, textPieces } from "../evaluate/values/symbol.ts";
import { type Absent, known, type Value } from "../evaluate/values/value.ts";
import { memoize } from "../logic/memoize.ts";
import { deploymentsOf } from "../network/bind/deployments.ts";
import { idAround, type Link } from "../network/ids/links.ts";
import { canBeName, nameOfVaultAt, nameTextAt } from "../network/ids/vault-uri.ts";
import type { Network, Vault } from "../network/network.ts";
import { nameKey } from "../network/writes/writes.ts";
import { everyConsumerIn } from "../services/consumers/find-consumers.ts";
import { foldName, foldWord } from "../text/fold.ts";

/** A root in one environment, evaluated on its own. */
export interface Member extends Home {
  /** One for each assumption about its open parameters. */
  readonly worlds: readonly World[];
  /** Its network as other roots see it: under no assumption, and with symbols and keys that no other root has. Computed once. */
  readonly outside: () => Network;
}

/** A vault as other roots see it before they are linked with it. */
export interface SeenVault extends Identity, Pick<Vault, "key" | "module" | "symbol" | "label"> {
  /** Its name as it is written, in lower case; null if it is not known. */
  readonly written: string | null;
}

interface Size {
  readonly worlds: number;
  /** Those of all worlds together. */
  readonly vaults: number;
}

/** How many worlds and vaults there are. */
export function sizeOf({ worlds }: Member): Size {
  return {
    worlds: worlds.length,
    vaults: worlds.reduce((sum, { network }) => sum + network.vaults.length, 0),
  };
}

/** What vaults of a repository are recognized by. */
export interface Identity {
  readonly kind: Vault["kind"];
  /** The known name in lower case; null if it is not known. */
  readonly name: string | null;
  /** The same for all names that are certainly equal; null if a name cannot be compared. */
  readonly expression: string | null;
}

/** The vaults that a root declares and may deploy. States and plans declare nothing. */
export const declaredVaults = memoize(({ worlds }: Member) =>
  vaultsOf(worlds)
    .filter(
      ({ existing, state, instance }) =>
        !existing && state === null && instance.declaration.updates === undefined,
    )
    .map(seen),
);

/** The vaults that a root looks up or updates. */
export const lookedUpVaults = memoize(({ worlds }: Member) =>
  vaultsOf(worlds)
    .filter(({ existing, instance }) => existing || instance.declaration.updates !== undefined)
    .map(seen),
);

/** The vaults that a root lists and never creates. */
export const neverCreated = memoize(({ worlds }: Member) => vaultsNeverCreated(worlds).map(seen));

/** The names, in lower case, of vaults that a root mentions only by ID or address. */
export const mentionedVaults = memoize(({ worlds }: Member) => [
  ...new Set(worlds.flatMap(({ network }) => linksIn(network).flatMap((link) => nameOfLink(link) ?? []))),
]);

/** Whether a root declares vaults or looks any up. */
export function hasVaults(member: Member): boolean {
  return sizeOf(member).vaults > 0;
}

/**
 * The names of vaults that a root takes from the state of another one, each as the same text for all that are certainly equal. They
 * are known only in part, but that part is of the other root.
 */
export const vaultsFromStates = memoize(({ worlds }: Member) => [
  ...new Set(
    worlds.flatMap(({ network }) =>
      linksIn(network).flatMap((link) => {
        const name = link.kind === "external" ? nameTextAt(link.id) : null;
        const isPartial = name !== null && typeof name !== "string";
        return (isPartial ? foldedText(known(name, nowhere)) : null) ?? [];
      }),
    ),
  ),
]);

const nowhere: Origin = { span: { document: "", start: 0, end: 0 } };

function seen(vault: Vault): SeenVault {
  const { kind, key, module, symbol, label } = vault;
  const written = nameKey(vault);
  const name = written !== null && canBeName(written) ? written : null;
  // A placeholder that some tool fills in later names no vault; what only lacks a part is an expression like others.
  const isExpression = name === null && (written === null || /^[a-z0-9-]{3,24}$/.test(written));
  const expression = isExpression ? foldedText(vault.name) : null;
  return { kind, key, module, symbol, label, written, name, expression };
}

/** The name of the vault that a link refers to, in lower case; null if it is unknown. */
export function nameOfLink(link: Link<Vault>): string | null {
  if (link.kind === "declared") return nameKey(link.to);
  return link.kind === "external" ? (foldName(nameOfVaultAt(link.id)) ?? null) : null;
}

/** All resources of a network's own root, deployments included. */
export const instancesIn = memoize(({ frames }: Network): readonly ResourceInstance[] => [
  ...frames.flatMap(resourceInstances),
  ...deploymentsOf(frames),
]);

function vaultsOf(worlds: readonly World[]): readonly Vault[] {
  const found = new Map<string, Vault>();
  for (const { network } of worlds)
    for (const vault of network.vaults)
      if (vault.exists.truth !== "no" && !found.has(vault.key)) found.set(vault.key, vault);
  return [...found.values()];
}

function linksIn(network: Network): readonly Link<Vault>[] {
  return [
    ...network.privateEndpoints.flatMap(({ connections }) => connections.flatMap(({ vault }) => vault ?? [])),
    ...network.perimeterAssociations.flatMap(({ vault }) => vault ?? []),
    ...network.vaultContents.map(({ vault }) => vault),
    ...network.accessPolicies.map(({ vault }) => vault),
    ...network.roleAssignments.map(({ vault }) => vault),
    ...everyConsumerIn(network).flatMap(({ uses }) => uses.map(({ vault }) => vault)),
  ];
}

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
