import type { Text } from "../evaluate/values/plain.ts";
import { type Absent, type Cause, is, type Value } from "../evaluate/values/value.ts";
import { IpBounds } from "../ip/ip-set.ts";
import { all, any, not, type Truth, truth } from "../logic/truth.ts";
import type { ListField } from "../network/fields/field.ts";
import { mayHaveMore } from "../network/fields/lists.ts";
import { linkTo } from "../network/ids/links.ts";
import { configured } from "../network/bind/resource.ts";
import type { Network, PublicIp, PublicIpPrefix, Subnet, Vault } from "../network/network.ts";
import type { Resource } from "../network/resources-by-type.ts";
import { isPerhapsWritten } from "../network/fields/read-field.ts";
import { causesOfAddresses, causesOfOutboundAccess } from "../network/path-causes.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import { asMachine, type Integration } from "../services/consumers/integration.ts";
import type { Firewall } from "../network/firewall.ts";
import { type NextHop, nextHops } from "./routes.ts";
import { serviceEndpointOn } from "./endpoints.ts";
import { publicDestination } from "./vault-addresses.ts";
import { foldWord } from "../text/fold.ts";

/** What translates the traffic of a subnet: a gateway, a firewall, or the machines of the subnet themselves. */
export interface EgressDevice {
  readonly kind: "nat-gateway" | "firewall" | "machines";
  readonly symbol: string;
}

/** The addresses through which the traffic of a subnet leaves for the internet. */
export interface Egress {
  /** The resource with these addresses, in words: `NAT gateway nat`. */
  readonly through: EgressDevice;
  /** Null for one that is declared elsewhere or not known. */
  readonly addresses: readonly (EgressAddress | null)[];
}

/** One address, or a prefix whose addresses are all used. */
export interface EgressAddress {
  readonly resource: PublicIp | PublicIpPrefix;
  readonly value: Value;
  /** The range it is taken from. */
  readonly within: Value | null;
}

/**
 * The egress of a subnet if the NAT gateway or firewall that its traffic uses is declared here; null if it is not known
 * (https://learn.microsoft.com/azure/nat-gateway/nat-overview).
 */
export function egressOf(
  subnet: Subnet,
  vault: Vault,
  network: Network,
  integration = asMachine,
): Egress | null {
  if (integration.routesPublic !== "yes" || integration.usesRoutes !== "yes") return null;
  if (subnet.routeTable.value.kind === "absent") return straight(subnet, network, integration);
  const hop = onlyHop(subnet, vault, network);
  if (hop?.kind === "firewall") return behindFirewall(hop.firewall, vault, network);
  return hop?.kind === "internet" ? straight(subnet, network, integration) : null;
}

/** Whether a subnet may have an egress to some vault. */
export function mayHaveEgress(subnet: Subnet, network: Network): boolean {
  return subnet.routeTable.value.kind !== "absent" || straight(subnet, network, asMachine) !== null;
}

function onlyHop(subnet: Subnet, vault: Vault, network: Network): NextHop | null {
  const [hop, ...others] = nextHops(subnet, publicDestination(vault, IpBounds.none), network);
  return hop && others.length === 0 ? hop : null;
}

/** A NAT gateway takes precedence over addresses of machines and of services. */
function straight(subnet: Subnet, network: Network, { outbound }: Integration): Egress | null {
  if (subnet.natGateway.value.kind !== "absent") return behindGateway(subnet, network);
  return outbound === "subnet" ? byMachines(subnet, network) : null;
}

function behindGateway({ natGateway }: Subnet, network: Network): Egress | null {
  const gateway = deployed(natGateway.value, network.natGateways);
  return (
    gateway &&
    egressThrough({ kind: "nat-gateway", symbol: gateway.symbol }, [
      ...linked(gateway.publicIps, network.publicIps).map((each) => addressOf(each, network)),
      ...linked(gateway.publicIpPrefixes, network.publicIpPrefixes).map(rangeOf),
    ])
  );
}

/**
 * In a subnet without default outbound access, only machines with their own address have outbound access
 * (https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access), unless something else
 * provides it.
 */
function byMachines(subnet: Subnet, network: Network): Egress | null {
  const addresses = hasOwnAddressesOnly(subnet, network) ? machineAddresses(subnet, network) : [];
  return egressThrough({ kind: "machines", symbol: subnet.symbol }, addresses);
}

/** Whether machines of a subnet get to the internet: by default, through a gateway, or with addresses of their own. */
export function hasOutboundAccess(subnet: Subnet, network: Network, { outbound } = asMachine): Truth {
  if (outbound === "blocked") return "no";
  if (subnet.natGateway.value.kind !== "absent" || outbound === "service") return "yes";
  if (outbound !== "subnet") return "maybe";
  const isPrivate = is(subnet.defaultOutboundAccess.value, (access) => truth(!access));
  if (isPrivate !== "yes") return not(isPrivate);
  if (subnet.delegations.state !== "absent" || isOfService(subnet)) return "maybe";
  if (!hasOwnAddressesOnly(subnet, network)) return "maybe";
  return hasOwnAddress(subnet, network);
}

/** Gateways and firewalls have addresses of their own, in subnets whose names Azure reserves for them. */
function isOfService({ name }: Subnet): boolean {
  return name.kind === "known" && typeof name.value === "string" && reserved.has(foldWord(name.value));
}

const reserved: ReadonlySet<string> = new Set([
  "gatewaysubnet",
  "azurebastionsubnet",
  "azurefirewallsubnet",
  "azurefirewallmanagementsubnet",
  "routeserversubnet",
]);

function hasOwnAddressesOnly(subnet: Subnet, network: Network): boolean {
  const isPrivate = is(subnet.defaultOutboundAccess.value, (access) => truth(!access)) === "yes";
  return (
    isPrivate && !mayDeclareAbout(network, subnet) && network.resources(...withOtherWaysOut).length === 0
  );
}

/** What determines whether machines of a subnet get to the internet. */
export function causesOfAccess(subnet: Subnet, { networkInterfaces }: Network): readonly Cause[] {
  return [...causesOfOutboundAccess(subnet), ...networkInterfaces.flatMap(causesOfAddresses)];
}

function hasOwnAddress(subnet: Subnet, network: Network): Truth {
  const answers = network.networkInterfaces.map(({ exists, configurations, open }) => {
    const addressed = configurations.map(({ subnet: { value }, publicIp }) =>
      all([isIn(subnet, value, network), isGiven(publicIp.value)]),
    );
    return all([exists.truth, any([...addressed, mayHaveMore(open)])]);
  });
  return any(answers);
}

/** Whether the id of a subnet, as of an interface, is that of this one. */
function isIn(subnet: Subnet, id: Value<string | Text> | Absent, network: Network): Truth {
  const link = linkTo(id, network.subnets);
  if (link.kind === "declared") return truth(link.to.key === subnet.key);
  return link.kind === "unknown" && link.candidates.includes(subnet) ? "maybe" : "no";
}

function isGiven({ kind }: Value<string | Text> | Absent): Truth {
  return kind === "unknown" ? "maybe" : truth(kind !== "absent");
}

function machineAddresses(subnet: Subnet, network: Network): Egress["addresses"] {
  const deployable = network.networkInterfaces.filter(({ exists }) => exists.truth !== "no");
  const own = deployable
    .flatMap(({ configurations }) => configurations)
    .filter((each) => isIn(subnet, each.subnet.value, network) !== "no");
  const used = own.map(({ publicIp }) => publicIp.value).filter((value) => value.kind !== "absent");
  const found = used.map((id) => addressOf(deployed(id, network.publicIps), network));
  return deployable.some(({ open }) => open.length > 0) ? [...found, null] : found;
}

/** Load balancers, and services with their own addresses or with addresses that no template contains. */
const withOtherWaysOut: readonly string[] = [
  "microsoft.network/loadbalancers",
  "azurerm_lb",
  "microsoft.compute/virtualmachinescalesets",
  "azurerm_linux_virtual_machine_scale_set",
  "azurerm_windows_virtual_machine_scale_set",
  "azurerm_orchestrated_virtual_machine_scale_set",
  "microsoft.containerservice/managedclusters",
  "azurerm_kubernetes_cluster",
  "microsoft.app/managedenvironments",
  "azurerm_container_app_environment",
  "microsoft.apimanagement/service",
  "azurerm_api_management",
  "microsoft.web/hostingenvironments",
  "azurerm_app_service_environment_v3",
  "microsoft.batch/batchaccounts/pools",
  "azurerm_batch_pool",
];

/**
 * A firewall translates traffic to the internet to any of its public addresses, unless its own subnet has another
 * outbound path (https://learn.microsoft.com/azure/firewall/snat-private-range,
 * https://learn.microsoft.com/azure/firewall/integrate-with-nat-gateway).
 */
function behindFirewall(firewall: Firewall, vault: Vault, network: Network): Egress | null {
  const [home] = firewall.subnets.items.map((item) => deployed(item.field.value, network.subnets));
  const isCertain = firewall.exists.truth === "yes" && !firewall.isSpecial && !keepsSources(network);
  if (!isCertain || !home || serviceEndpointOn(home) !== "no") return null;
  if (onlyHop(home, vault, network)?.kind !== "internet") return null;
  if (home.natGateway.value.kind !== "absent") return behindGateway(home, network);
  const addresses = linked(firewall.publicIps, network.publicIps).map((each) => addressOf(each, network));
  return egressThrough({ kind: "firewall", symbol: firewall.symbol }, addresses);
}

/** Whether a firewall policy says which ranges are not translated: it may apply to any firewall. */
function keepsSources({ resources }: Network): boolean {
  const policies = resources("microsoft.network/firewallpolicies", "azurerm_firewall_policy");
  return policies.some((policy) =>
    [["properties", "snat"], ["private_ip_ranges"]].some((path) =>
      isPerhapsWritten(configured(policy), path),
    ),
  );
}

function egressThrough(through: EgressDevice, addresses: Egress["addresses"]): Egress | null {
  return addresses.length === 0 ? null : { through, addresses };
}

/** The resource with an ID, if it is certainly deployed here. */
function deployed<T extends Resource>(id: Value<string | Text> | Absent, among: readonly T[]): T | null {
  if (id.kind !== "known") return null;
  const link = linkTo(id, among);
  const to = link.kind === "declared" && link.to.exists.truth === "yes" ? link.to : null;
  return to?.instance.declaration.existing ? null : to;
}

/** The resources in a list of IDs; null for those that are not declared here, and for unknown parts of the list. */
function linked<T extends { readonly id: Value }>(
  list: ListField<string | Text>,
  among: readonly T[],
): readonly (T | null)[] {
  const found = list.items.map((item) => {
    const link = linkTo(item.field.value, among);
    return link.kind === "declared" ? link.to : null;
  });
  return list.open.length > 0 ? [...found, null] : found;
}

function addressOf(address: PublicIp | null, network: Network): EgressAddress | null {
  if (!address) return null;
  const { value } = address.prefix;
  const link = value.kind === "absent" ? null : linkTo(value, network.publicIpPrefixes);
  return {
    resource: address,
    value: address.address,
    within: link?.kind === "declared" ? link.to.range : null,
  };
}

function rangeOf(prefix: PublicIpPrefix | null): EgressAddress | null {
  return prefix && { resource: prefix, value: prefix.range, within: null };
}
