import { framesBelow, isSupposed, moduleInstances } from "../../evaluate/instances/calls.ts";
import type { Frame } from "../../evaluate/scope.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import { limits } from "../../text/limits.ts";
import { noNeighbors } from "../empty-network.ts";
import { nothingListed } from "../fields/lists.ts";
import { readField, readList } from "../fields/read-field.ts";
import type { Neighbors, Network, NetworkInterface, Subnet, UnreadCall, Vault } from "../network.ts";
import { alsoByAzuresType, type InstancesOf, resourcesByType } from "../resources-by-type.ts";
import { azurermAssociations } from "../schema/azurerm.ts";
import { foldSubnets } from "../writes/last-write.ts";
import { foldWrites } from "../writes/writes.ts";
import {
  type Association,
  associationsOf,
  bindAccessPolicies,
  bindRoleAssignments,
  orAssociated,
  withAssociated,
  withAssociations,
} from "./associations.ts";
import { deploymentsOf } from "./deployments.ts";
import {
  type BesideEndpoints,
  bindAddressRecord,
  bindPrivateDnsZones,
  bindPrivateEndpoint,
  bindVirtualNetworkLink,
  bindVirtualNetworks,
} from "./dns.ts";
import { bindNatGateways, bindPublicIp, bindPublicIpPrefix, bindRouteTables } from "./egress.ts";
import { bindFirewallPolicies, bindFirewalls, bindIpGroups, bindSecurityGroups } from "./firewall.ts";
import { bindPerimeters, type PerimeterInstances } from "./perimeter.ts";
import { bindForwardingRulesets, bindInboundEndpoints } from "./resolver.ts";
import { bindResource, configured, networkSchemaOf } from "./resource.ts";
import { bindPeerings, bindSubnets } from "./subnet.ts";
import { bindVault, bindVaultContents } from "./vault.ts";

/** Works out the network of a deployment: all vaults, subnets and private endpoints of a root and the modules it calls. */
export function bindNetwork(root: Frame): Network {
  return bindFrames(framesBelow(root), noNeighbors);
}

/** The same network, bound anew together with what other roots contribute. */
export function bindWith(network: Network, neighbors: Neighbors): Network {
  return bindFrames(network.frames, neighbors);
}

/** The same network, bound anew with vaults that are known better. */
export function bindAssuming(network: Network, adapt: Adapt): Network {
  return bindFrames(network.frames, network.neighbors, adapt);
}

/** What a vault is taken for. */
type Adapt = (vault: Vault, subnets: readonly Subnet[]) => Vault;

function bindFrames(
  frames: readonly Frame[],
  neighbors: Neighbors,
  adapt: Adapt = (vault) => vault,
): Network {
  const others = [...deploymentsOf(frames), ...neighbors.instances];
  const { of, concerning } = resourcesByType(frames, others);
  const networks = of("microsoft.network/virtualnetworks", "azurerm_virtual_network");
  const declared = bindSubnets(networks, of("microsoft.network/virtualnetworks/subnets", "azurerm_subnet"));
  const subnets = withAssociations(foldSubnets(declared), of);
  const declaredVaults = vaultInstances(of);
  const vaults = foldWrites(
    declaredVaults
      .slice(0, limits.vaults)
      .map(([instance, kind]) => linked(bindVault(instance, kind, subnets), neighbors)),
  ).map((vault) => adapt(vault, subnets));
  const vaultsLeftOut = declaredVaults.slice(limits.vaults).map(([instance]) => instance);
  const endpoints = of(...endpointTypes);
  const besideEndpoints = besideEndpointsOf(of);
  const addressRecords = of(...addressRecordTypes).map(bindAddressRecord);
  return {
    frames,
    neighbors,
    vaults,
    virtualNetworks: bindVirtualNetworks(networks, of),
    subnets,
    privateEndpoints: endpoints.map((each) => bindPrivateEndpoint(each, subnets, vaults, besideEndpoints)),
    privateDnsZones: bindPrivateDnsZones(of(...zoneTypes), addressRecords),
    addressRecords,
    virtualNetworkLinks: of(...networkLinkTypes).map(bindVirtualNetworkLink),
    perimeterAssociations: bindPerimeters(perimeterInstances(of), vaults),
    ...bindEgress(of),
    ...bindPath(networks, of),
    vaultContents: bindVaultContents(of, vaults),
    accessPolicies: bindAccessPolicies(of, vaults),
    roleAssignments: bindRoleAssignments(of, vaults),
    resources: alsoByAzuresType(of, frames, others),
    resourcesConcerning: (concerns) => alsoByAzuresType(concerning(concerns), frames, others, concerns),
    vaultsLeftOut,
    intact: frames.every(({ template }) => template.intact) && vaultsLeftOut.length === 0 && neighbors.intact,
    unread: [...frames.flatMap(unreadCalls), ...neighbors.unread],
  };
}

function linked(vault: Vault, neighbors: Neighbors): Vault {
  if (!vault.existing) return vault;
  const to = neighbors.linked.get(vault.key);
  const candidates = neighbors.candidates.get(vault.key);
  if (to) return { ...vault, linked: to, approvedConnections: 0 };
  return candidates ? { ...vault, candidates } : vault;
}

function vaultInstances(of: InstancesOf): readonly (readonly [ResourceInstance, Vault["kind"]])[] {
  return [
    ...of("microsoft.keyvault/vaults", "azurerm_key_vault").map((each) => [each, "vault"] as const),
    ...of("microsoft.keyvault/managedhsms", "azurerm_key_vault_managed_hardware_security_module").map(
      (each) => [each, "managedHsm"] as const,
    ),
  ].filter(([{ declaration, frame }]) => declaration.updates === undefined || !isSupposed(frame));
}

function perimeterInstances(of: InstancesOf): PerimeterInstances {
  return {
    associations: of(...perimeterTypes.associations).filter(({ frame }) => !isSupposed(frame)),
    profiles: of(...perimeterTypes.profiles),
    rules: of(...perimeterTypes.rules),
  };
}

function besideEndpointsOf(of: InstancesOf): BesideEndpoints {
  return {
    zoneGroups: of(...zoneGroupTypes),
    applicationSecurityGroups: associationsOf(
      of("azurerm_private_endpoint_application_security_group_association"),
      azurermAssociations.privateEndpoint,
    ),
  };
}

type EgressParts = "natGateways" | "publicIps" | "publicIpPrefixes" | "routeTables" | "networkInterfaces";

function bindEgress(of: InstancesOf): Pick<Network, EgressParts> {
  return {
    natGateways: bindNatGateways(of),
    publicIps: of("microsoft.network/publicipaddresses", "azurerm_public_ip").map(bindPublicIp),
    publicIpPrefixes: of("microsoft.network/publicipprefixes", "azurerm_public_ip_prefix").map(
      bindPublicIpPrefix,
    ),
    routeTables: bindRouteTables(of),
    networkInterfaces: bindInterfaces(of),
  };
}

type PathParts =
  | "securityGroups"
  | "peerings"
  | "firewalls"
  | "firewallPolicies"
  | "ipGroups"
  | "inboundEndpoints"
  | "forwardingRulesets";

/** What traffic of a subnet meets on its way. */
function bindPath(networks: readonly ResourceInstance[], of: InstancesOf): Pick<Network, PathParts> {
  return {
    securityGroups: bindSecurityGroups(of),
    peerings: bindPeerings(networks, of),
    firewalls: bindFirewalls(of),
    firewallPolicies: bindFirewallPolicies(of),
    ipGroups: bindIpGroups(of),
    inboundEndpoints: bindInboundEndpoints(of),
    forwardingRulesets: bindForwardingRulesets(of),
  };
}

function unreadCalls(frame: Frame): readonly UnreadCall[] {
  return moduleInstances(frame).flatMap((call) =>
    call.unread !== null && call.exists.truth !== "no" ? [{ call, why: call.unread }] : [],
  );
}

/** The resources of azurerm that put network interfaces into groups. */
interface GroupAssociations {
  readonly securityGroups: readonly Association[];
  readonly applicationSecurityGroups: readonly Association[];
}

/** Reads the network interfaces of machines. */
function bindInterfaces(of: InstancesOf): readonly NetworkInterface[] {
  const { networkInterface: key } = azurermAssociations;
  const groups = {
    securityGroups: associationsOf(of("azurerm_network_interface_security_group_association"), key),
    applicationSecurityGroups: associationsOf(
      of("azurerm_network_interface_application_security_group_association"),
      key,
    ),
  };
  return of("microsoft.network/networkinterfaces", "azurerm_network_interface").map((each) =>
    bindInterface(each, groups),
  );
}

function bindInterface(instance: ResourceInstance, groups: GroupAssociations): NetworkInterface {
  const resource = bindResource(instance);
  const { id, label } = resource;
  const schema = networkSchemaOf(instance).interface;
  const body = configured(instance);
  const subnets = readList(body, schema.subnets, label);
  const { applicationSecurityGroup, securityGroup } = azurermAssociations;
  return {
    ...resource,
    configurations: subnets.items.map(({ field, whole }) => ({
      subnet: field,
      publicIp: readField(whole, schema.publicIp, label),
      applicationSecurityGroups: withAssociated(
        schema.applicationSecurityGroups
          ? readList(whole, schema.applicationSecurityGroups, label)
          : nothingListed(label),
        id,
        groups.applicationSecurityGroups,
        applicationSecurityGroup,
      ),
    })),
    securityGroup: orAssociated(
      readField(body, schema.securityGroup, label),
      id,
      groups.securityGroups,
      securityGroup,
    ),
    dnsServers: readList(body, schema.dnsServers, label),
    open: subnets.open,
  };
}

/** Types in Azure's spelling and in azurerm's, for each kind of resource that a network is bound from in several places. */

export const zoneTypes = ["microsoft.network/privatednszones", "azurerm_private_dns_zone"] as const;

export const addressRecordTypes = [
  "microsoft.network/privatednszones/a",
  "azurerm_private_dns_a_record",
] as const;

export const networkLinkTypes = [
  "microsoft.network/privatednszones/virtualnetworklinks",
  "azurerm_private_dns_zone_virtual_network_link",
] as const;

/** The third only looks one up. */
const endpointTypes = [
  "microsoft.network/privateendpoints",
  "azurerm_private_endpoint",
  "azurerm_private_endpoint_connection",
] as const;

export const zoneGroupTypes = ["microsoft.network/privateendpoints/privatednszonegroups"] as const;

export const perimeterTypes = {
  associations: [
    "microsoft.network/networksecurityperimeters/resourceassociations",
    "azurerm_network_security_perimeter_association",
  ],
  profiles: [
    "microsoft.network/networksecurityperimeters/profiles",
    "azurerm_network_security_perimeter_profile",
  ],
  rules: [
    "microsoft.network/networksecurityperimeters/profiles/accessrules",
    "azurerm_network_security_perimeter_access_rule",
  ],
} as const;
