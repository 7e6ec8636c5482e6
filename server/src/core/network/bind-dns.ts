import type { ResourceInstance } from "../evaluate/deployment.ts";
import type { Value } from "../evaluate/value.ts";
import { unknown } from "../evaluate/value.ts";
import { all } from "../logic/truth.ts";
import { bindResource } from "./bind-resource.ts";
import { idAround, sameResource } from "./links.ts";
import type { PrivateDnsZone, Resource, VirtualNetwork, VirtualNetworkLink, ZoneGroup } from "./network.ts";
import { readField, readList } from "./read-field.ts";
import { armVirtualNetwork, armVirtualNetworkLink, armZoneGroup } from "./schema/arm-network.ts";
import { azurermVirtualNetwork } from "./schema/azurerm.ts";
import { isAzurerm } from "./schema/choose.ts";

/** Reads private DNS zones with the names of the A records that are declared for them. */
export function bindPrivateDnsZones(
  zones: readonly ResourceInstance[],
  records: readonly ResourceInstance[],
): readonly PrivateDnsZone[] {
  return zones.map((instance) => {
    const resource = bindResource(instance);
    return {
      ...resource,
      existing: instance.declaration.existing,
      addressRecords: records
        .filter((record) => sameResource(idAround(record.id(), "/a/"), resource.id) === "yes")
        .map((record) => record.nameSegments().at(-1) ?? unknown([], { span: resource.label })),
    };
  });
}

/** Reads a link of a private DNS zone to a network. */
export function bindVirtualNetworkLink(instance: ResourceInstance): VirtualNetworkLink {
  const resource = bindResource(instance);
  return {
    ...resource,
    zoneId: idAround(resource.id, "/virtualnetworklinks/"),
    network: readField(configured(instance), armVirtualNetworkLink.network, resource.label),
  };
}

/** Reads a network. */
export function bindVirtualNetwork(instance: ResourceInstance): VirtualNetwork {
  const resource = bindResource(instance);
  const schema = isAzurerm(instance) ? azurermVirtualNetwork : armVirtualNetwork;
  return { ...resource, dnsServers: readList(configured(instance), schema.dnsServers, resource.label) };
}

/** The zone groups that belong to a private endpoint, or may. */
export function zoneGroupsOf(endpoint: Resource, groups: readonly ResourceInstance[]): readonly ZoneGroup[] {
  return groups.flatMap((instance) => {
    const belongs = sameResource(idAround(instance.id(), "/privatednszonegroups/"), endpoint.id);
    if (belongs === "no") return [];
    const exists = instance.exists();
    return [
      {
        zones: readList(configured(instance), armZoneGroup.zones, instance.declaration.labelSpan),
        exists: { truth: all([belongs, exists.truth]), because: exists.because },
      },
    ];
  });
}

/** What is written of a resource; of one that is only looked up nothing is known. */
export function configured(instance: ResourceInstance): Value {
  const { declaration, symbol } = instance;
  if (!declaration.existing) return instance.body();
  return unknown({ kind: "existing", symbol }, { span: declaration.labelSpan });
}
