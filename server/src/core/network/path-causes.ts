import { type Cause, causesOf } from "../evaluate/values/value.ts";
import { causesOfField, causesOfList } from "./fields/field.ts";
import type {
  Firewall,
  FirewallDns,
  FirewallPolicy,
  FirewallRule,
  IpGroup,
  RuleCollection,
  RuleCollectionGroup,
  RuleCollections,
} from "./firewall.ts";
import type {
  Network,
  NetworkInterface,
  PrivateDnsZone,
  PrivateEndpoint,
  Subnet,
  VirtualNetworkLink,
} from "./network.ts";
import type {
  Peering,
  Route,
  RouteTable,
  ForwardingRuleset,
  InboundEndpoint,
  SecurityGroup,
  SecurityRule,
} from "./path-resources.ts";

/** What traffic of subnets depends on, besides the subnets themselves. Names do not count. */
export function causesOfPath(network: Network): readonly Cause[] {
  return [
    ...network.securityGroups.flatMap(causesOfSecurityGroup),
    ...network.routeTables.flatMap(causesOfRouteTable),
    ...network.peerings.flatMap(causesOfPeering),
    ...network.firewalls.flatMap(causesOfFirewall),
    ...network.firewallPolicies.flatMap(causesOfPolicy),
    ...network.ipGroups.flatMap(causesOfIpGroup),
    ...network.virtualNetworks.flatMap(({ dnsServers, openPeerings }) => [
      ...causesOfList(dnsServers),
      ...openPeerings,
    ]),
    ...network.inboundEndpoints.flatMap(causesOfInboundEndpoint),
    ...network.forwardingRulesets.flatMap(causesOfRuleset),
    ...network.networkInterfaces.flatMap(causesOfInterface),
  ];
}

/** What determines where the traffic of a subnet comes from, and what it meets first. */
export function causesOfSubnet(subnet: Subnet): readonly Cause[] {
  return [
    ...subnet.exists.because,
    ...subnet.prefixes.flatMap(causesOf),
    ...causesOfList(subnet.serviceEndpoints),
    ...causesOfField(subnet.natGateway),
    ...causesOfField(subnet.routeTable),
    ...causesOfField(subnet.securityGroup),
    ...causesOfField(subnet.privateEndpointNetworkPolicies),
    ...causesOfOutboundAccess(subnet),
  ];
}

/** What determines whether machines get to the internet without an address of their own. */
export function causesOfOutboundAccess({ defaultOutboundAccess, delegations }: Subnet): readonly Cause[] {
  return [...causesOfField(defaultOutboundAccess), ...causesOfList(delegations)];
}

function causesOfSecurityGroup({ exists, open, rules }: SecurityGroup): readonly Cause[] {
  return [...exists.because, ...open, ...rules.flatMap(causesOfSecurityRule)];
}

/** What determines which packets a rule of a security group matches, and what becomes of them. */
export function causesOfSecurityRule(rule: SecurityRule): readonly Cause[] {
  const fields = [rule.priority, rule.access, rule.direction, rule.protocol];
  const lists = [rule.source, rule.destination].flatMap((end) => [end.prefixes, end.groups, end.ports]);
  return [
    ...rule.exists.because,
    ...fields.flatMap((field) => causesOfField(field)),
    ...lists.flatMap((list) => causesOfList(list)),
  ];
}

function causesOfRouteTable({ exists, open, routes }: RouteTable): readonly Cause[] {
  return [...exists.because, ...open, ...routes.flatMap(causesOfRoute)];
}

/** What determines which packets a route is for, and where it leads. */
export function causesOfRoute({ prefix, nextHopType, nextHopAddress }: Route): readonly Cause[] {
  return [prefix, nextHopType, nextHopAddress].flatMap((field) => causesOfField(field));
}

/** What determines which networks and subnets a peering connects, and whether it does. */
export function causesOfPeering(peering: Peering): readonly Cause[] {
  return [
    ...peering.exists.because,
    ...causesOfField(peering.remote),
    ...causesOfField(peering.allowsAccess),
    ...causesOfField(peering.isComplete),
    ...causesOfList(peering.localSubnets),
    ...causesOfList(peering.remoteSubnets),
  ];
}

function causesOfFirewall(firewall: Firewall): readonly Cause[] {
  return [
    ...firewall.exists.because,
    ...causesOfList(firewall.subnets),
    ...causesOfList(firewall.publicIps),
    ...causesOfField(firewall.policy),
    ...causesOfField(firewall.address),
    ...causesOfCollections(firewall.rules),
    ...causesOfDns(firewall.dns),
  ];
}

function causesOfPolicy({ exists, base, dns, groups, open }: FirewallPolicy): readonly Cause[] {
  return [
    ...exists.because,
    ...open,
    ...causesOfField(base),
    ...causesOfDns(dns),
    ...groups.flatMap((group) => [...causesOfCollectionGroup(group), ...causesOfCollections(group.rules)]),
  ];
}

/** What determines whether and when the collections of a group are asked. */
export function causesOfCollectionGroup({ exists, priority }: RuleCollectionGroup): readonly Cause[] {
  return [...exists.because, ...causesOfField(priority)];
}

function causesOfCollections({ collections, open }: RuleCollections): readonly Cause[] {
  return [
    ...open,
    ...collections.flatMap((collection) => [
      ...causesOfCollection(collection),
      ...collection.rules.flatMap(causesOfFirewallRule),
    ]),
  ];
}

/** What determines whether and when the rules of a collection are asked, and what becomes of what they match. */
export function causesOfCollection({ exists, priority, action, open }: RuleCollection): readonly Cause[] {
  return [...exists.because, ...causesOfField(priority), ...causesOfField(action), ...open];
}

/** What determines which requests a rule of a firewall matches. */
export function causesOfFirewallRule(rule: FirewallRule): readonly Cause[] {
  const ends = [rule.sources, rule.sourceGroups].flatMap((list) => causesOfList(list));
  if (rule.kind === "network") {
    const { protocols, destinations, destinationGroups, fqdns, ports } = rule;
    const lists = [protocols, destinations, destinationGroups, fqdns, ports];
    return [...ends, ...lists.flatMap((list) => causesOfList(list))];
  }
  const { fqdns, fqdnTags, webCategories, protocols, openProtocols } = rule;
  const lists = [fqdns, fqdnTags, webCategories].flatMap((list) => causesOfList(list));
  const types = protocols.flatMap(({ type, port }) => [...causesOfField(type), ...causesOfField(port)]);
  return [...ends, ...lists, ...types, ...openProtocols];
}

function causesOfDns({ proxy, servers }: FirewallDns): readonly Cause[] {
  return [...causesOfField(proxy), ...causesOfList(servers)];
}

function causesOfIpGroup({ exists, addresses }: IpGroup): readonly Cause[] {
  return [...exists.because, ...causesOfList(addresses)];
}

/** What determines which network gets a zone, and what it then answers for names that it does not have. */
export function causesOfLink({ exists, network, resolutionPolicy }: VirtualNetworkLink): readonly Cause[] {
  return [...exists.because, ...causesOfField(network), ...causesOfField(resolutionPolicy)];
}

/** What determines which names a zone has. */
export function causesOfZone({ exists, addressRecords }: PrivateDnsZone): readonly Cause[] {
  return [...exists.because, ...addressRecords.flatMap((record) => record.exists.because)];
}

/** What determines whether an endpoint leads to a vault, and in which zones it is registered. */
export function causesOfPrivateEndpoint(endpoint: PrivateEndpoint): readonly Cause[] {
  return [
    ...endpoint.exists.because,
    ...endpoint.connections.flatMap(({ because }) => because),
    ...endpoint.zoneGroups.flatMap(({ zones, exists }) => [...exists.because, ...causesOfList(zones)]),
    ...causesOfList(endpoint.applicationSecurityGroups),
  ];
}

function causesOfInboundEndpoint({ exists, subnet, address }: InboundEndpoint): readonly Cause[] {
  return [...exists.because, ...causesOfField(subnet), ...causesOfField(address)];
}

function causesOfRuleset(ruleset: ForwardingRuleset): readonly Cause[] {
  const { exists, rules, networks, open, openNetworks } = ruleset;
  return [
    ...exists.because,
    ...open,
    ...openNetworks,
    ...rules.flatMap((rule) => [
      ...rule.exists.because,
      ...causesOfField(rule.domain),
      ...causesOfField(rule.isEnabled),
      ...causesOfList(rule.servers),
    ]),
    ...networks.flatMap((each) => [...each.exists.because, ...causesOfField(each.id)]),
  ];
}

/** What determines which addresses a machine has, and in which subnets. */
export function causesOfAddresses({ exists, open, configurations }: NetworkInterface): readonly Cause[] {
  const fields = configurations.flatMap(({ subnet, publicIp }) => [subnet, publicIp]);
  return [...exists.because, ...open, ...fields.flatMap(causesOfField)];
}

function causesOfInterface(machine: NetworkInterface): readonly Cause[] {
  return [
    ...causesOfAddresses(machine),
    ...causesOfField(machine.securityGroup),
    ...causesOfList(machine.dnsServers),
    ...machine.configurations.flatMap((each) => causesOfList(each.applicationSecurityGroups)),
  ];
}
