import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Plain } from "../../evaluate/values/plain.ts";
import { type Cause, causesOf, distinctCauses, is, type Value } from "../../evaluate/values/value.ts";
import { all, any, not, type Truth, truth } from "../../logic/truth.ts";
import { type Reading, segmentsOf } from "../../network/fields/read-path.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import type { InstancesOf } from "../../network/resources-by-type.ts";
import { foldWord } from "../../text/fold.ts";
import { asMachine, injected, type Integration } from "./integration.ts";

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

/**
 * Without *Route All*, an app sends only requests to private addresses and over service endpoints through the subnet, all others
 * past it (https://learn.microsoft.com/azure/app-service/overview-vnet-integration). On Linux it has to be on for private
 * endpoints (https://learn.microsoft.com/azure/app-service/app-service-key-vault-references); apps in a Flex Consumption plan
 * need no setting. Whether requests for tokens go through the subnet is not documented.
 */
function app(routesAll: Answer, isLinux: Truth, dns: Integration["dns"]): Integration {
  return {
    ...injected,
    dns,
    routesPublic: routesAll.truth,
    routesPrivate: any([routesAll.truth, not(isLinux), "maybe"]),
    because: routesAll.because,
  };
}

const routeAllOfSite = [
  "properties.outboundVnetRouting.allTraffic",
  "properties.outboundVnetRouting.applicationTraffic",
  "properties.vnetRouteAllEnabled",
  "properties.siteConfig.vnetRouteAllEnabled",
  "<Microsoft.Web/sites/config > properties.vnetRouteAllEnabled",
  "<Microsoft.Web/sites/slots/config > properties.vnetRouteAllEnabled",
];

function siteIntegration(host: Host): Integration {
  const flex = anyAt(host, ["properties.functionAppConfig"], isWritten);
  const isLinux = any([
    anyAt(host, ["kind"], (kind) => typeof kind === "string" && /linux/i.test(kind)).truth,
    anyAt(host, ["properties.reserved"], isOn).truth,
  ]);
  const routesAll = anyOf([
    anyAt(host, routeAllOfSite, isOn),
    settingOfSite(host, "WEBSITE_VNET_ROUTE_ALL", isOn),
    flex,
  ]);
  const own = (fits: Fits): Truth =>
    any([
      anyAt(host, ["properties.dnsConfiguration.dnsServers[]"], fits).truth,
      settingOfSite(host, "WEBSITE_DNS_SERVER", fits).truth,
    ]);
  return app(routesAll, isLinux, dnsOf(own));
}

/**
 * An app asks the servers of its network, unless it names others
 * (https://learn.microsoft.com/azure/app-service/overview-vnet-integration).
 */
function dnsOf(own: (fits: Fits) => Truth): Integration["dns"] {
  if (own(isWritten) === "no") return "network";
  return own((value) => !isAzuresDns(value)) === "no" ? "azure" : "own";
}

const isAzuresDns = isWord("168.63.129.16");

/** Whether a setting of a site fits, in its own list of names and values or in a configuration beside it. */
function settingOfSite(host: Host, name: string, fits: Fits): Answer {
  const { found, isOpen } = host.read("properties.siteConfig.appSettings[].name");
  const named = found.map(({ field: { value }, steps }): Answer => {
    const isMeant = value.kind === "absent" ? "no" : fitting(value, isWord(foldWord(name)));
    if (isMeant === "no") return { truth: "no", because: [] };
    const item = steps.slice(0, -1).join(".").replaceAll(".[", "[");
    const answer = anyAt(host, [`${item}.value`], fits);
    return { truth: all([isMeant, answer.truth]), because: answer.because };
  });
  const configs = ["sites", "sites/slots"].map(
    (type) => `<Microsoft.Web/${type}/config > properties.${name}`,
  );
  return anyOf([...named, { truth: isOpen ? "maybe" : "no", because: [] }, anyAt(host, configs, fits)]);
}

function azurermApp(host: Host): Integration {
  const paths = ["site_config.vnet_route_all_enabled", "app_settings.WEBSITE_VNET_ROUTE_ALL"];
  const flex: Answer = { truth: truth(host.type.includes("flex_consumption")), because: [] };
  const dns = dnsOf((fits) => anyAt(host, ["app_settings.WEBSITE_DNS_SERVER"], fits).truth);
  const isLinux = any([
    truth(host.type.includes("_linux_")),
    anyAt(host, ["os_type"], isWord("linux")).truth,
    anyAt(host, ["site_config.linux_fx_version"], isWritten).truth,
  ]);
  return app(anyOf([anyAt(host, paths, isOn), flex]), isLinux, dns);
}

/** Reads paths of the resource that is integrated: the app, the environment, the cluster. */
interface Host {
  readonly read: (path: string) => Reading;
  /** What the path names before the subnet: the network interface of a machine. */
  readonly leadingHere: () => readonly Value[];
  /** The type of the consumer, which is that of its host in azurerm. */
  readonly type: string;
}

interface Answer {
  readonly truth: Truth;
  readonly because: readonly Cause[];
}

/** Whether one of the values at some paths fits; "maybe" where one is not visible. */
function anyAt(host: Host, paths: readonly string[], fits: Fits): Answer {
  const readings = paths.map((path) => host.read(path));
  const values = readings.flatMap(({ found }) => found.map(({ field }) => field.value));
  const answers = values.map((value) => (value.kind === "absent" ? "no" : fitting(value, fits)));
  const open: Truth = readings.some(({ isOpen }) => isOpen) ? "maybe" : "no";
  return { truth: any([...answers, open]), because: distinctCauses(values.flatMap(causesOf)) };
}

type Fits = (value: Plain) => boolean;

function fitting(value: Value, fits: Fits): Truth {
  return is(value, (plain) => truth(fits(plain)));
}

function isOn(value: Plain): boolean {
  return value === true || value === 1 || (typeof value === "string" && /^(?:1|true)$/i.test(value));
}

function isWord(...words: readonly string[]): Fits {
  return (value) => typeof value === "string" && words.includes(foldWord(value));
}

function isWritten(value: Plain): boolean {
  return value !== null;
}

function anyOf(answers: readonly Answer[]): Answer {
  return {
    truth: any(answers.map((each) => each.truth)),
    because: distinctCauses(answers.flatMap(({ because }) => because)),
  };
}

/** The word at a path in lower case: null if nothing is written, undefined if it is not known. */
function wordAt(
  host: Host,
  path: string,
): { readonly value: string | null | undefined; readonly because: readonly Cause[] } {
  const { found, isOpen } = host.read(path);
  const [first] = found;
  if (!first || first.field.value.kind === "absent") return { value: isOpen ? undefined : null, because: [] };
  const { value } = first.field;
  const word = value.kind === "known" && typeof value.value === "string" ? foldWord(value.value) : undefined;
  return { value: word, because: causesOf(value) };
}
