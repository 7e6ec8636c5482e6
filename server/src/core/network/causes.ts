import type { Cause } from "../evaluate/values/value.ts";
import { causesOfField, causesOfList } from "./fields/field.ts";
import type { Network, PerimeterAssociation, Vault } from "./network.ts";
import {
  causesOfLink,
  causesOfPath,
  causesOfPrivateEndpoint,
  causesOfSubnet,
  causesOfZone,
} from "./path-causes.ts";

/** Everything the network side of a deployment depends on. Names do not count: a vault is as open under any name. */
export function causesOfNetwork(network: Network): readonly Cause[] {
  return [
    ...network.vaults.flatMap(({ exists }) => exists.because),
    ...causesOfFirewalls(network),
    ...network.subnets.flatMap(causesOfSubnet),
    ...network.privateEndpoints.flatMap(causesOfPrivateEndpoint),
    ...network.privateDnsZones.flatMap(causesOfZone),
    ...network.virtualNetworkLinks.flatMap(causesOfLink),
    ...network.perimeterAssociations.flatMap(causesOfAssociation),
    ...network.natGateways.flatMap((gateway) => [
      ...gateway.exists.because,
      ...causesOfList(gateway.publicIps),
      ...causesOfList(gateway.publicIpPrefixes),
    ]),
    ...network.publicIps.flatMap((address) => [...address.exists.because, ...causesOfField(address.prefix)]),
    ...causesOfPath(network),
  ];
}

/** What the firewalls of its vaults depend on. */
export function causesOfFirewalls({ vaults }: Network): readonly Cause[] {
  return vaults.flatMap(causesOfFirewall);
}

function causesOfAssociation(association: PerimeterAssociation): readonly Cause[] {
  return [
    ...association.exists.because,
    ...causesOfField(association.target),
    ...causesOfField(association.accessMode),
    ...association.rules.flatMap((rule) => [
      ...rule.exists.because,
      ...causesOfField(rule.direction),
      ...causesOfList(rule.addressPrefixes),
      ...causesOfList(rule.serviceTags),
      ...causesOfList(rule.subscriptions),
    ]),
  ];
}

/** What the firewall of a vault depends on. */
export function causesOfFirewall(vault: Vault): readonly Cause[] {
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
    ...fields.flatMap((field) => causesOfField(field)),
    ...causesOfList(vault.ipRules),
    ...causesOfList(vault.subnetRules),
  ];
}
