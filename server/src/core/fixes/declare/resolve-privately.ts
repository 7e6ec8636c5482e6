import { knownText } from "../../evaluate/values/value.ts";
import { nameOf } from "../../access/vault-label.ts";
import type {
  PrivateDnsZone,
  PrivateEndpoint,
  Network,
  Subnet,
  Vault,
  VirtualNetwork,
  VirtualNetworkLink,
} from "../../network/network.ts";
import { certainEndpoints } from "../../access/certain-endpoints.ts";
import { addressOf, declareRecord } from "../../network/declare/resources.ts";
import { sameResource } from "../../network/ids/links.ts";
import { referenceToName } from "../../network/ids/reference-to.ts";
import { connection, placeOf, placeOfEndpoint } from "../../path/peering.ts";
import { isVaultZone, registrationsOf, soleVaultOf } from "../../path/private-dns.ts";
import type { Reference } from "../../template/reference.ts";
import { type Fix, fix, declaring } from "../fix.ts";
import { networkWithId } from "../../network/ids/same-network.ts";
import { linkTo, linksTo } from "./zones.ts";

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
