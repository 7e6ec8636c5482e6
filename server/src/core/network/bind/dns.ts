import type { Existence, ResourceInstance } from "../../evaluate/types.ts";
import type { Text } from "../../evaluate/values/plain.ts";
import {
  type Absent,
  causesOf,
  distinctCauses,
  is,
  known,
  unknown,
  type Value,
} from "../../evaluate/values/value.ts";
import { all, truth } from "../../logic/truth.ts";
import { nothingListed } from "../fields/lists.ts";
import { readField, readList } from "../fields/read-field.ts";
import { idAround, linkTo, networkIdOf, sameResource } from "../ids/links.ts";
import { targetVault } from "../ids/vault-uri.ts";
import type {
  AddressRecord,
  Connection,
  PrivateDnsZone,
  PrivateEndpoint,
  Subnet,
  Vault,
  VirtualNetwork,
  VirtualNetworkLink,
  ZoneGroup,
} from "../network.ts";
import type { InstancesOf, Resource } from "../resources-by-type.ts";
import { armNetwork } from "../schema/arm.ts";
import { azurermAssociations, azurermNetwork } from "../schema/azurerm.ts";
import { type Association, associationsOf, orAssociatedList, withAssociated } from "./associations.ts";
import { eachOnce, partsInside, whyPerhaps } from "./parts.ts";
import { bindResource, configured, isAzurerm, type NetworkSchema, networkSchemaOf } from "./resource.ts";
import { openPeerings } from "./subnet.ts";

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
function zoneGroupsOf(endpoint: Resource, groups: readonly ResourceInstance[]): readonly ZoneGroup[] {
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

/** What says of private endpoints, in resources of their own, how they are registered in DNS and in which groups they are. */
export interface BesideEndpoints {
  readonly zoneGroups: readonly ResourceInstance[];
  readonly applicationSecurityGroups: readonly Association[];
}

/** Reads a private endpoint, the vaults its connections refer to, and what registers it in DNS. */
export function bindPrivateEndpoint(
  instance: ResourceInstance,
  subnets: readonly Subnet[],
  vaults: readonly Vault[],
  beside: BesideEndpoints,
): PrivateEndpoint {
  const resource = bindResource(instance);
  const body = instance.body();
  const schema = networkSchemaOf(instance).privateEndpoint;
  const subnetId = readField(body, schema.subnet, resource.label).value;
  const subnet = subnetId.kind === "absent" ? null : linkTo(subnetId, subnets);
  return {
    ...resource,
    subnet,
    networkId: subnet?.kind === "declared" ? subnet.to.networkId : networkOf(subnetId, resource),
    connections: [
      ...connectionsOf(body, schema, "connections", resource, vaults),
      ...connectionsOf(body, schema, "manualConnections", resource, vaults),
    ],
    zoneGroups: zoneGroupsOf(resource, beside.zoneGroups),
    addresses: readList(body, schema.addresses, resource.label),
    applicationSecurityGroups: withAssociated(
      schema.applicationSecurityGroups
        ? readList(body, schema.applicationSecurityGroups, resource.label)
        : nothingListed(resource.label),
      resource.id,
      beside.applicationSecurityGroups,
      azurermAssociations.applicationSecurityGroup,
    ),
  };
}

function connectionsOf(
  body: Value,
  schema: NetworkSchema["privateEndpoint"],
  kind: "connections" | "manualConnections",
  resource: Resource,
  vaults: readonly Vault[],
): readonly Connection[] {
  const { instance, label } = resource;
  const { parts, open } = partsInside(body, schema[kind], instance, label);
  const perhaps: Existence = { truth: "maybe", because: open };
  const unseen = open.length > 0 ? [{ body: unknown(open, { span: label }), exists: perhaps }] : [];
  return [...parts, ...unseen].map(({ body: item, exists }) => {
    const near = item.origin.span;
    const target = readField(item, schema.target, near);
    const { value } = target;
    const manual = schema.isManual ? readField(item, schema.isManual, near).value : null;
    return {
      exists: exists.truth,
      target,
      vault: value.kind === "absent" ? null : targetVault(instance, value, vaults),
      groupIds: readList(item, schema.groupIds, near),
      manual: kind === "manualConnections" ? "yes" : manual ? is(manual, truth) : "no",
      because: distinctCauses([...exists.because, ...causesOf(value), ...(manual ? causesOf(manual) : [])]),
    };
  });
}

function networkOf(subnetId: Value<string | Text> | Absent, resource: Resource): Value {
  const origin = { span: resource.label };
  const network = subnetId.kind === "known" ? networkIdOf(subnetId.value) : null;
  return network === null ? unknown([], origin) : known(network, origin);
}
