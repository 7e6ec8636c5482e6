import type { Absent, Cause, Value } from "../evaluate/values/value.ts";
import { causesOf } from "../evaluate/values/value.ts";
import type { Field, ListField } from "./fields/field.ts";
import type { Network, PerimeterAssociation, Subnet, Vault } from "./network.ts";
import type { Resource } from "./resource.ts";

/** Everything the network side of a deployment depends on. Names do not count: a vault is as open under any name. */
export function causesOfNetwork(network: Network): readonly Cause[] {
  return [
    ...network.vaults.flatMap(causesOfVault),
    ...network.subnets.flatMap(causesOfSubnet),
    ...network.privateEndpoints.flatMap((endpoint) => [
      ...existence(endpoint),
      ...endpoint.connections.flatMap((connection) => ofField(connection.target)),
      ...endpoint.zoneGroups.flatMap((group) => [...group.exists.because, ...ofList(group.zones)]),
    ]),
    ...network.privateDnsZones.flatMap(existence),
    ...network.virtualNetworkLinks.flatMap((link) => [...existence(link), ...ofField(link.network)]),
    ...network.perimeterAssociations.flatMap(causesOfAssociation),
    ...network.natGateways.flatMap((gateway) => [
      ...existence(gateway),
      ...ofList(gateway.publicIps),
      ...ofList(gateway.publicIpPrefixes),
    ]),
    ...network.routeTables.flatMap((table) => [
      ...existence(table),
      ...table.open,
      ...table.routes.flatMap((route) => [
        ...ofField(route.prefix),
        ...ofField(route.nextHopType),
        ...ofField(route.nextHopAddress),
      ]),
    ]),
    ...network.firewalls.flatMap((firewall) => [...existence(firewall), ...ofList(firewall.publicIps)]),
    ...network.networkInterfaces.flatMap(({ configurations, open, ...machine }) => [
      ...existence(machine),
      ...open,
      ...configurations.flatMap(({ subnet, publicIp }) => [...ofField(subnet), ...ofField(publicIp)]),
    ]),
    ...network.publicIps.flatMap((address) => [...existence(address), ...ofField(address.prefix)]),
  ];
}

function causesOfAssociation(association: PerimeterAssociation): readonly Cause[] {
  return [
    ...existence(association),
    ...ofField(association.target),
    ...ofField(association.accessMode),
    ...association.rules.flatMap((rule) => [
      ...existence(rule),
      ...ofField(rule.direction),
      ...ofList(rule.addressPrefixes),
      ...ofList(rule.subscriptions),
    ]),
  ];
}

function causesOfVault(vault: Vault): readonly Cause[] {
  const fields = [
    vault.publicNetworkAccess,
    vault.networkAcls,
    vault.defaultAction,
    vault.bypass,
    vault.enabledForDeployment,
    vault.enabledForDiskEncryption,
    vault.enabledForTemplateDeployment,
  ];
  return [
    ...existence(vault),
    ...fields.flatMap((field) => ofField(field)),
    ...ofList(vault.ipRules),
    ...ofList(vault.subnetRules),
  ];
}

function causesOfSubnet(subnet: Subnet): readonly Cause[] {
  return [
    ...existence(subnet),
    ...ofList(subnet.serviceEndpoints),
    ...ofField(subnet.natGateway),
    ...ofField(subnet.routeTable),
    ...ofField(subnet.defaultOutboundAccess),
  ];
}

function existence(resource: Resource): readonly Cause[] {
  return resource.exists.because;
}

function ofField(field: Field<unknown>): readonly Cause[] {
  const value: Value<unknown> | Absent = field.value;
  return causesOf(value);
}

function ofList(list: ListField<unknown>): readonly Cause[] {
  return [...list.open, ...list.items.flatMap((item) => ofField(item.field))];
}
