import type { ResourceInstance } from "../../evaluate/types.ts";
import { all } from "../../logic/truth.ts";
import { associationsOf, orAssociatedList } from "./associations.ts";
import { whyPerhaps, eachOnce } from "./parts.ts";
import { openPeerings } from "./peering.ts";
import { bindResource, configured, isAzurerm, networkSchemaOf } from "./resource.ts";
import { idAround, sameResource } from "../ids/links.ts";
import type { InstancesOf } from "../resources-by-type.ts";
import type {
  AddressRecord,
  PrivateDnsZone,
  VirtualNetwork,
  VirtualNetworkLink,
  ZoneGroup,
} from "../network.ts";
import type { Resource } from "../resource.ts";
import { readField, readList } from "../fields/read-field.ts";
import { armNetwork } from "../schema/arm.ts";
import { azurermAssociations, azurermNetwork } from "../schema/azurerm.ts";

/** Reads private DNS zones with the names of the A records that are declared for them. */
export function bindPrivateDnsZones(
  zones: readonly ResourceInstance[],
  records: readonly AddressRecord[],
): readonly PrivateDnsZone[] {
  return zones.map((instance) => {
    const resource = bindResource(instance);
    return {
      ...resource,
      existing: instance.declaration.existing,
      addressRecords: records.flatMap((record) => recordIn(resource, record)),
    };
  });
}

function recordIn(zone: Resource, record: AddressRecord): PrivateDnsZone["addressRecords"] {
  const { name, zoneId, exists, instance } = record;
  const isIn = sameResource(zoneId, zone.id);
  const both = all([exists.truth, isIn]);
  const because = isIn === "maybe" ? [...exists.because, ...whyPerhaps(zoneId, instance)] : exists.because;
  return both === "no" ? [] : [{ name, exists: { truth: both, because } }];
}

/** Reads an A record of a private DNS zone. */
export function bindAddressRecord(instance: ResourceInstance): AddressRecord {
  const resource = bindResource(instance);
  const schema = networkSchemaOf(instance).addressRecord;
  const addresses = readList(configured(instance), schema.addresses, resource.label);
  return { ...resource, zoneId: idAround(resource.id, "/a/"), addresses };
}

/** Reads a link of a private DNS zone to a network. */
export function bindVirtualNetworkLink(instance: ResourceInstance): VirtualNetworkLink {
  const resource = bindResource(instance);
  const schema = networkSchemaOf(instance).virtualNetworkLink;
  return {
    ...resource,
    zoneId: idAround(resource.id, "/virtualnetworklinks/"),
    network: readField(configured(instance), schema.network, resource.label),
    resolutionPolicy: readField(configured(instance), schema.resolutionPolicy, resource.label),
  };
}

/** Reads networks with the DNS servers that azurerm may give them in resources of their own. */
export function bindVirtualNetworks(
  networks: readonly ResourceInstance[],
  of: InstancesOf,
): readonly VirtualNetwork[] {
  const servers = associationsOf(
    of("azurerm_virtual_network_dns_servers"),
    azurermAssociations.virtualNetwork,
  );
  return eachOnce(networks).map(({ resource, body }) => {
    const { id, instance, label } = resource;
    const schema = networkSchemaOf(instance).virtualNetwork;
    const own = readList(body, schema.dnsServers, label);
    return {
      key: resource.key,
      symbol: resource.symbol,
      module: resource.module,
      name: resource.name,
      id,
      exists: resource.exists,
      label,
      span: resource.span,
      home: resource.home,
      instance,
      dnsServers: orAssociatedList(own, id, servers, azurermNetwork.virtualNetwork.dnsServers),
      prefixes: readList(body, schema.prefixes, label),
      openPeerings: openPeerings(resource, body),
    };
  });
}

/** The zone groups that belong to a private endpoint, or may. */
export function zoneGroupsOf(endpoint: Resource, groups: readonly ResourceInstance[]): readonly ZoneGroup[] {
  return isAzurerm(endpoint.instance) ? writtenGroups(endpoint) : zoneGroupsBeside(endpoint, groups);
}

function zoneGroupsBeside(endpoint: Resource, groups: readonly ResourceInstance[]): readonly ZoneGroup[] {
  return groups.flatMap((instance) => {
    const belongs = sameResource(idAround(instance.id(), "/privatednszonegroups/"), endpoint.id);
    if (belongs === "no") return [];
    const exists = instance.exists();
    return [
      {
        zones: readList(configured(instance), armNetwork.zoneGroup.zones, instance.declaration.labelSpan),
        exists: { truth: all([belongs, exists.truth]), because: exists.because },
      },
    ];
  });
}

/** Terraform writes the zone group inside of the endpoint. */
function writtenGroups({ instance, label, exists }: Resource): readonly ZoneGroup[] {
  const zones = readList(configured(instance), azurermNetwork.zoneGroup.zones, label);
  return zones.state === "absent" ? [] : [{ zones, exists }];
}
