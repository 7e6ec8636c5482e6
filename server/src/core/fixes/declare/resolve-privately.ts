import { certainEndpoints } from "../../access/certain-endpoints.ts";
import { nameOf } from "../../access/vault-label.ts";
import { equalValues } from "../../evaluate/values/plain.ts";
import { knownText, type Value } from "../../evaluate/values/value.ts";
import { type Declared, type Named, named } from "../../network/declare/declare.ts";
import { addressOf, declareRecord, declareZone, declareZoneLink } from "../../network/declare/resources.ts";
import { idAround, sameId, sameResource } from "../../network/ids/links.ts";
import { referenceToName } from "../../network/ids/reference-to.ts";
import { networkWithId, sameNetwork } from "../../network/ids/same-network.ts";
import { isReadInFull } from "../../network/may-declare.ts";
import type {
  Network,
  PrivateDnsZone,
  PrivateEndpoint,
  Subnet,
  Vault,
  VirtualNetwork,
  VirtualNetworkLink,
} from "../../network/network.ts";
import { explicitDependsOn } from "../../network/order/depends-on.ts";
import type { Resource } from "../../network/resources-by-type.ts";
import { connection, placeOf, placeOfEndpoint } from "../../path/peering.ts";
import { isVaultZone, registrationsOf, soleVaultOf, zoneNames } from "../../path/private-dns.ts";
import { Reference } from "../../template/reference.ts";
import { append, declaring, type Fix, fix } from "../fix.ts";

/**
 * Links the zone in which a private endpoint is registered to the network of a caller that is connected with the endpoint
 * (https://learn.microsoft.com/azure/dns/private-dns-virtual-network-links).
 */
export function linkZone(vault: Vault, caller: Subnet, network: Network): readonly Fix[] {
  const around = networkWithId(caller.networkId, network);
  if (around?.dnsServers.state !== "absent" || linksTo(vault, around, network).length > 0) return [];
  const endpoints = certainEndpoints(vault, network).filter((each) => isConnected(caller, each, network));
  const zones = network.privateDnsZones.filter(({ id }) =>
    endpoints.some((endpoint) =>
      registrationsOf(endpoint, vault, network).some(
        ({ zoneId, holds }) => holds === "yes" && sameResource(zoneId, id) === "yes",
      ),
    ),
  );
  const [zone, ...others] = zones;
  return zone && others.length === 0 ? linking(zone, around) : [];
}

/** Links the zone in which a private endpoint is registered to the network of the endpoint. */
export function linkZoneOf(
  endpoint: PrivateEndpoint,
  zone: PrivateDnsZone,
  network: Network,
): readonly Fix[] {
  const around = networkWithId(endpoint.networkId, network);
  return around ? linking(zone, around) : [];
}

function linking(zone: PrivateDnsZone, around: VirtualNetwork): readonly Fix[] {
  const edit = declaring(...(linkTo(zone, around, zone)?.declared ?? [null]));
  const title = { kind: "link-zone", network: nameOf(around) } as const;
  return edit ? [fix({ title, target: zone, edits: [edit] })] : [];
}

function isConnected(caller: Subnet, endpoint: PrivateEndpoint, network: Network): boolean {
  return connection(placeOf(caller), placeOfEndpoint(endpoint), network).answer === "yes";
}

/**
 * An A record for a vault in the zone that a network looks it up in, where the address of its endpoint can be said. Records of an endpoint in
 * a second zone are not kept by Azure: https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration
 */
export function addRecord(
  link: VirtualNetworkLink,
  vault: Vault,
  caller: Subnet,
  network: Network,
): readonly Fix[] {
  const [endpoint, ...others] = certainEndpoints(vault, network);
  const zone = network.privateDnsZones.find(({ id }) => sameResource(id, link.zoneId) === "yes");
  if (
    !endpoint ||
    !zone ||
    isVaultZone(vault, zone.id) === "no" ||
    others.length > 0 ||
    !isConnected(caller, endpoint, network)
  )
    return [];
  const [name, address] = [recordName(vault, zone), addressIn(endpoint)];
  const edit = name && address ? declaring(declareRecord(zone, vault, name, address)) : null;
  const title = { kind: "add-record", endpoint: nameOf(endpoint), zone: nameOf(zone) } as const;
  return edit ? [fix({ title, target: zone, edits: [edit] })] : [];
}

/** The name of the vault as it is said in the template of the zone. */
function recordName(vault: Vault, zone: PrivateDnsZone): string | Reference | null {
  if (soleVaultOf(zone.id) !== null) return "@";
  const { name, instance } = vault;
  const known = knownText(name);
  const isNear = instance.frame === zone.instance.frame;
  return (isNear ? referenceToName(vault) : null) ?? known;
}

/** As written, or else as its provider exports it. */
function addressIn(endpoint: PrivateEndpoint): string | Reference | null {
  const [first, ...others] = endpoint.addresses.items;
  if (!first) return addressOf(endpoint);
  const { value } = first.field;
  return value.kind === "known" && others.length === 0 ? value.value : null;
}

/** A private DNS zone in which a network looks up the names of vaults, and what is declared for it. */
export interface LinkedZone {
  readonly zone: Named;
  readonly declared: readonly (Declared | null)[];
}

/**
 * The zone of a network: the one that is linked to it, else the only one that is declared here, else a new one. Null where something
 * that is not visible here may give the network a zone, as Azure accepts one zone of a name for each network
 * (https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration).
 */
export function zoneFor(
  vault: Vault,
  around: VirtualNetwork,
  beside: Resource,
  network: Network,
): LinkedZone | null {
  if (!isReadInFull(network) || around.dnsServers.state !== "absent") return null;
  const [link, ...otherLinks] = linksTo(vault, around, network);
  const zones = network.privateDnsZones.filter(
    ({ id }) => isVaultZone(vault, id) !== "no" && soleVaultOf(id) === null,
  );
  if (link) return otherLinks.length === 0 ? zoneOfLink(link, around, zones) : null;
  const [only, ...others] = zones;
  if (only) return others.length === 0 ? linkTo(only, around, beside) : null;
  const [name = ""] = zoneNames[vault.kind];
  const made = around.instance.declaration.existing ? null : declareZone(beside, name);
  return made && { zone: made, declared: [made, declareZoneLink(beside, made, around)] };
}

/** Links a zone to a network. */
function linkTo(found: PrivateDnsZone, around: VirtualNetwork, beside: Resource): LinkedZone | null {
  const zone = found.exists.truth === "yes" ? named(found) : null;
  return zone && { zone, declared: [declareZoneLink(beside, zone, around)] };
}

/** The links that give a network a zone for vaults, or may. */
export function linksTo(
  vault: Vault,
  { id }: VirtualNetwork,
  network: Network,
): readonly VirtualNetworkLink[] {
  return network.virtualNetworkLinks.filter(
    (link) =>
      link.exists.truth !== "no" &&
      isVaultZone(vault, link.zoneId) !== "no" &&
      sameNetwork(link.network.value, id, network) !== "no",
  );
}

function zoneOfLink(
  { exists, zoneId, network }: VirtualNetworkLink,
  around: VirtualNetwork,
  zones: readonly PrivateDnsZone[],
): LinkedZone | null {
  const found = zones.find(({ id }) => sameResource(id, zoneId) === "yes");
  const zone = found && named(found);
  const isCertain = exists.truth === "yes" && sameId(network.value, around.id) === "yes";
  return zone && isCertain ? { zone, declared: [] } : null;
}

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

/** Whether a zone may be linked to a network. */
export function isLinked(zoneId: Value, { virtualNetworkLinks }: Network): boolean {
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
