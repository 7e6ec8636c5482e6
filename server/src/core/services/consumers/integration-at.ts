import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { type Reading, segmentsOf } from "../../network/fields/read-path.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import type { InstancesOf } from "../../network/instances-of.ts";
import { azurermApp, siteIntegration } from "./app-integration.ts";
import { asMachine, injected, type Integration } from "./integration.ts";
import { anyAt, type Host, isWritten, wordAt } from "./integration-settings.ts";
import { foldWord } from "../../text/fold.ts";

/** How a resource is integrated into the subnet that it has at a path of the catalog. */
export function integrationAt(instance: ResourceInstance, path: string, of: InstancesOf): Integration {
  const segments = segmentsOf(path);
  const isElsewhere = segments.at(-2)?.startsWith("<") === true;
  const leading = segments.slice(0, isElsewhere ? -2 : -1);
  const last = segments.slice(leading.length).join(" > ");
  // The connection of a slot names the app, but what integrates the slot is its own.
  const before = last.startsWith("<azurerm_app_service_slot_") ? [] : leading;
  const read = (at: string): Reading => readRelated(instance, [...before, at].join(" > "), of);
  const leadingHere = (): readonly Value[] =>
    readRelated(instance, before.join(" > "), of).found.flatMap(({ field: { value } }) =>
      value.kind === "absent" ? [] : [value],
    );
  const type = foldWord(instance.type()) ?? "";
  return integrations.get(last)?.({ read, leadingHere, type }) ?? injected;
}

/**
 * An environment of Container Apps has addresses of its own, and uses the routes and the NAT gateway of its subnet only with
 * workload profiles (https://learn.microsoft.com/azure/container-apps/custom-virtual-networks). Its managed identities ask
 * Microsoft Entra ID (https://learn.microsoft.com/azure/container-apps/use-azure-firewall).
 */
function environment(profiles: string): (host: Host) => Integration {
  return (host) => {
    const { truth: hasProfiles, because } = anyAt(host, [profiles], isWritten);
    return { ...injected, outbound: "service", usesRoutes: hasProfiles, asksForTokens: "yes", because };
  };
}

/**
 * What gives the requests of a cluster a public address: https://learn.microsoft.com/azure/aks/egress-outboundtype. With
 * workload identity, pods ask Microsoft Entra ID (https://learn.microsoft.com/azure/aks/outbound-rules-control-egress), else
 * the machines that they run on do.
 */
function cluster(outboundType: string): (host: Host) => Integration {
  return (host) => {
    const { value, because } = wordAt(host, outboundType);
    const outbound = value === undefined ? "unknown" : (outboundOf.get(value ?? "loadbalancer") ?? "service");
    return { ...injected, outbound, because };
  };
}

/**
 * By the outbound type of a cluster, in lower case; all others have addresses of the cluster's own. With *none*, the cluster sets up no
 * egress, but that of its network still applies; with *block*, it denies all egress.
 */
const outboundOf: ReadonlyMap<string, Integration["outbound"]> = new Map([
  ["userassignednatgateway", "subnet"],
  ["userdefinedrouting", "subnet"],
  ["none", "unset"],
  ["block", "blocked"],
]);

/** https://learn.microsoft.com/azure/api-management/virtual-network-reference lists Microsoft Entra ID among what has to be reachable. */
function apiManagement(): Integration {
  return { ...injected, outbound: "service", asksForTokens: "yes" };
}

/**
 * An application gateway asks Azure's DNS for the names of vaults, even if its network has servers of its own
 * (https://learn.microsoft.com/azure/application-gateway/application-gateway-dns-resolution).
 */
function applicationGateway(): Integration {
  return { ...injected, dns: "azure", outbound: "service" };
}

/** A machine of which the network interface is known. */
function machine({ leadingHere }: Host): Integration {
  return { ...asMachine, interfaces: leadingHere() };
}

/** Machines of a scale set have interfaces of their own, which nothing else names. */
function scaleSet(): Integration {
  return { ...asMachine, interfaces: [] };
}

const inNetworkInterface = "properties.ipConfigurations[].properties.subnet.id";

/** By the end of the path to the subnet: what leads there is the same as what leads to the settings. */
const integrations: ReadonlyMap<string, (host: Host) => Integration> = new Map([
  ["properties.virtualNetworkSubnetId", siteIntegration],
  ["<Microsoft.Web/sites/networkConfig > properties.subnetResourceId", siteIntegration],
  ["<Microsoft.Web/sites/slots/networkConfig > properties.subnetResourceId", siteIntegration],
  ["virtual_network_subnet_id", azurermApp],
  ["<azurerm_app_service_virtual_network_swift_connection:app_service_id > subnet_id", azurermApp],
  ["<azurerm_app_service_slot_virtual_network_swift_connection:app_service_id > subnet_id", azurermApp],
  ["properties.vnetConfiguration.infrastructureSubnetId", environment("properties.workloadProfiles[]")],
  ["infrastructure_subnet_id", environment("workload_profile[]")],
  ["properties.agentPoolProfiles[].vnetSubnetID", cluster("properties.networkProfile.outboundType")],
  ["properties.agentPoolProfiles[].podSubnetID", cluster("properties.networkProfile.outboundType")],
  [
    "<Microsoft.ContainerService/managedClusters/agentPools > properties.vnetSubnetID",
    cluster("properties.networkProfile.outboundType"),
  ],
  [
    "<Microsoft.ContainerService/managedClusters/agentPools > properties.podSubnetID",
    cluster("properties.networkProfile.outboundType"),
  ],
  ["default_node_pool.vnet_subnet_id", cluster("network_profile.outbound_type")],
  ["default_node_pool.pod_subnet_id", cluster("network_profile.outbound_type")],
  [
    "<azurerm_kubernetes_cluster_node_pool:kubernetes_cluster_id > vnet_subnet_id",
    cluster("network_profile.outbound_type"),
  ],
  [
    "<azurerm_kubernetes_cluster_node_pool:kubernetes_cluster_id > pod_subnet_id",
    cluster("network_profile.outbound_type"),
  ],
  ["properties.virtualNetworkConfiguration.subnetResourceId", apiManagement],
  ["virtual_network_configuration.subnet_id", apiManagement],
  ["properties.gatewayIPConfigurations[].properties.subnet.id", applicationGateway],
  ["gateway_ip_configuration.subnet_id", applicationGateway],
  [inNetworkInterface, machine],
  [
    `properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].${inNetworkInterface}`,
    scaleSet,
  ],
  ["ip_configuration.subnet_id", machine],
  ["network_interface.ip_configuration.subnet_id", scaleSet],
]);
