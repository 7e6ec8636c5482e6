import { armCaller } from "./callers.ts";
import type { Layout, Scene, SubnetScene, ZoneScene } from "./scene.ts";
import type { Texts } from "../support/files-in-memory.ts";
import {
  api,
  firewallRules,
  hasNat,
  id,
  isList,
  type Json,
  type JsonObject,
  type Resource,
  routeName,
  securityRule,
  split,
  subnetId,
  subnetsOf,
  symbolOf,
  zoneName,
} from "./scene-parts.ts";

/** The scene as an ARM template; with modules, all but the vault is a nested deployment. */
export function armOf(scene: Scene, layout: Layout): Texts {
  const outputOf = (name: string): string => `[reference('network').outputs.${symbolOf(name)}.value]`;
  const [vault, ...others] = armResources(scene, layout === "plain" ? armAddressOf : outputOf);
  const zones = Object.entries(scene.zones ?? {}).flatMap(([key, zone]) => armZone(key, zone));
  const network = [...others, ...zones];
  const resources =
    layout === "plain" ? network : [nested("network", network, { outputs: outputsOf(network) })];
  const root = {
    ...armTemplate([vault, ...resources].map(withParameters)),
    parameters: armParameters(scene),
  };
  return { "/main.json": JSON.stringify(root, null, 2) };
}

/** The same in two templates, of which one names the vault of the other. */
export function armRoots(scene: Scene): Texts {
  const [vault, ...others] = armResources(scene);
  const zones = Object.entries(scene.zones ?? {}).flatMap(([key, zone]) => armZone(key, zone));
  return {
    "/app/main.json": JSON.stringify(armTemplate([vault]), null, 2),
    "/net/main.json": JSON.stringify(armTemplate([...others, ...zones]), null, 2),
  };
}

function armTemplate(resources: readonly Json[]): JsonObject {
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources,
  };
}

function armParameters({ parameters = {} }: Scene): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { type, allowed }]) => [
      name,
      { type, ...(allowed ? { allowedValues: allowed } : {}) },
    ]),
  );
}

function nested(
  name: string,
  resources: readonly Resource[],
  { home, outputs = {} }: { readonly home?: string; readonly outputs?: JsonObject },
): Resource {
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name,
    ...(home === undefined ? {} : { resourceGroup: home }),
    properties: { mode: "Incremental", template: { ...armTemplate(resources), outputs } },
  };
}

function outputsOf(resources: readonly Resource[]): JsonObject {
  return Object.fromEntries(
    publicIpsIn(resources).map((name) => [symbolOf(name), { type: "string", value: armAddressOf(name) }]),
  );
}

/** The names of public IP addresses. */
export function publicIpsIn(resources: readonly Resource[]): readonly string[] {
  return resources.filter(({ type }) => type.endsWith("/publicIPAddresses")).map(({ name }) => name);
}

/** `$action` as ARM writes it. */
function withParameters(value: Json): Json {
  if (typeof value === "string") return value.replace(/^\$(\w+)$/, "[parameters('$1')]");
  if (isList(value)) return value.map(withParameters);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withParameters(item)]));
}

function resource(type: string, name: string, properties: JsonObject, more: JsonObject = {}): Resource {
  return { type: `Microsoft.Network/${type}`, apiVersion: api, name, ...more, properties };
}

/** All but the zones, the vault first. */
export function armResources(scene: Scene, addressOf = armAddressOf): readonly [Resource, ...Resource[]] {
  const { networks, groups = {}, tables = {}, peerings = [] } = scene;
  return [
    armVault(scene, addressOf),
    ...Object.entries(networks).map(([name, network]) =>
      resource("virtualNetworks", name, {
        addressSpace: { addressPrefixes: [network.prefix] },
        ...(network.dnsServers ? { dhcpOptions: { dnsServers: network.dnsServers } } : {}),
        subnets: subnetsOf(scene)
          .filter((each) => each.network === name)
          .map(({ name: subnet, subnet: parts }) => ({ name: subnet, properties: armSubnet(parts) })),
      }),
    ),
    ...Object.entries(groups).map(([name, rules]) =>
      resource("networkSecurityGroups", name, {
        securityRules: rules.map((rule) => armSecurityRule(rule)),
      }),
    ),
    ...Object.entries(tables).map(([name, routes]) =>
      resource("routeTables", name, {
        routes: routes.map((route) => {
          const [addressPrefix = "", nextHopType = "", to] = split(route);
          const address = to === "fw" ? armFirewallAddress : to;
          return {
            name: routeName(nextHopType),
            properties: { addressPrefix, nextHopType, ...(address ? { nextHopIpAddress: address } : {}) },
          };
        }),
      }),
    ),
    ...armNat(scene),
    ...armFirewall(scene),
    ...armEndpoint(scene),
    ...peerings.map((peering) => {
      const [from = "", to = "", access = ""] = split(peering);
      const allows = access === "unsaid" ? {} : { allowVirtualNetworkAccess: accessOf(access) };
      const [local, remote] = access.split(">");
      const some =
        local && remote
          ? { peerCompleteVnets: false, localSubnetNames: [local], remoteSubnetNames: [remote] }
          : {};
      return resource("virtualNetworks/virtualNetworkPeerings", `${from}/to-${to}`, {
        remoteVirtualNetwork: id("virtualNetworks", to),
        ...allows,
        ...some,
      });
    }),
    ...Object.entries(scene.interfaces ?? {}).map(([name, { subnet, group, dnsServers }]) =>
      resource("networkInterfaces", name, {
        ipConfigurations: [{ name: "ip", properties: { subnet: subnetId(subnet) } }],
        ...(group ? { networkSecurityGroup: id("networkSecurityGroups", group) } : {}),
        ...(dnsServers ? { dnsSettings: { dnsServers } } : {}),
      }),
    ),
    ...armResolver(scene),
    ...armCaller(scene.caller),
  ];
}

function accessOf(word: string): Json {
  return word.startsWith("$") ? word : word !== "no-access";
}

function armVault({ vault = {} }: Scene, addressOf: (publicIp: string) => string): Resource {
  const { allows, isPrivate, location } = vault;
  const rules = (allows ?? []).filter((each) => each.includes("/") && !/^\d/.test(each));
  const addresses = (allows ?? []).filter((each) => !rules.includes(each));
  return {
    type: "Microsoft.KeyVault/vaults",
    apiVersion: "2023-07-01",
    name: "kv",
    location: location ?? "[resourceGroup().location]",
    properties: {
      ...(isPrivate ? { publicNetworkAccess: "Disabled" } : {}),
      networkAcls: {
        defaultAction: allows ? "Deny" : "Allow",
        bypass: "None",
        virtualNetworkRules: rules.map((each) => ({
          ...subnetId(each),
          ignoreMissingVnetServiceEndpoint: true,
        })),
        ipRules: addresses.map((each) => ({ value: each.startsWith("pip") ? addressOf(each) : each })),
      },
    },
  };
}

export function armAddressOf(publicIp: string): string {
  return `[reference(resourceId('Microsoft.Network/publicIPAddresses', '${publicIp}'), '${api}').ipAddress]`;
}

const armFirewallAddress = `[reference(resourceId('Microsoft.Network/azureFirewalls', 'fw'), '${api}').ipConfigurations[0].properties.privateIPAddress]`;

function armSubnet({
  prefix,
  hasEndpoint,
  isPrivate,
  group,
  table,
  hasNat,
  policies,
}: SubnetScene): JsonObject {
  return {
    addressPrefix: prefix,
    ...(hasEndpoint ? { serviceEndpoints: [{ service: "Microsoft.KeyVault" }] } : {}),
    ...(isPrivate ? { defaultOutboundAccess: false } : {}),
    ...(group ? { networkSecurityGroup: id("networkSecurityGroups", group) } : {}),
    ...(table ? { routeTable: id("routeTables", table) } : {}),
    ...(hasNat ? { natGateway: id("natGateways", "nat") } : {}),
    ...(policies ? { privateEndpointNetworkPolicies: policies } : {}),
  };
}

function armSecurityRule(rule: string): JsonObject {
  const { name, priority, access, direction, destination, port, source, protocol } = securityRule(rule);
  return {
    name,
    properties: {
      priority: priority.startsWith("$") ? priority : Number(priority),
      access,
      direction,
      protocol,
      ...armOneOrMany("sourceAddressPrefix", "sourceAddressPrefixes", source),
      sourcePortRange: "*",
      ...armOneOrMany("destinationAddressPrefix", "destinationAddressPrefixes", destination),
      ...armOneOrMany("destinationPortRange", "destinationPortRanges", port),
    },
  };
}

function armOneOrMany(one: string, many: string, items: readonly string[]): JsonObject {
  return items.length === 1 ? { [one]: items[0] ?? "" } : { [many]: items };
}

function armNat(scene: Scene): readonly Resource[] {
  if (!hasNat(scene)) return [];
  return [
    resource("publicIPAddresses", "pip-nat", {}),
    resource("natGateways", "nat", { publicIpAddresses: [id("publicIPAddresses", "pip-nat")] }),
  ];
}

function armFirewall(scene: Scene): readonly Resource[] {
  const { firewall } = scene;
  if (!firewall) return [];
  const collections = firewallRules(scene).map(({ kind, priority, action, target, port }) => ({
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    name: `${kind}-${priority}`,
    priority,
    action: { type: action },
    rules: [
      kind === "network"
        ? {
            ruleType: "NetworkRule",
            name: "rule",
            ipProtocols: ["TCP"],
            sourceAddresses: ["*"],
            destinationAddresses: [target],
            destinationPorts: [port],
          }
        : {
            ruleType: "ApplicationRule",
            name: "rule",
            protocols: [{ protocolType: "Https", port: 443 }],
            sourceAddresses: ["*"],
            targetFqdns: [target],
          },
    ],
  }));
  return [
    resource("publicIPAddresses", "pip-fw", {}),
    resource("firewallPolicies", "policy", firewall.hasProxy ? { dnsSettings: { enableProxy: true } } : {}),
    resource("firewallPolicies/ruleCollectionGroups", "policy/rules", {
      priority: 100,
      ruleCollections: collections,
    }),
    resource("azureFirewalls", "fw", {
      firewallPolicy: id("firewallPolicies", "policy"),
      ipConfigurations: [
        {
          name: "ip",
          properties: {
            subnet: subnetId(`${firewall.network}/AzureFirewallSubnet`),
            publicIPAddress: id("publicIPAddresses", "pip-fw"),
          },
        },
      ],
    }),
  ];
}

function armEndpoint({ endpoint, zones = {} }: Scene): readonly Resource[] {
  if (!endpoint) return [];
  const group = (endpoint.zones ?? []).map((key) => ({
    name: key,
    properties: { privateDnsZoneId: armZoneId(key, zones[key]) },
  }));
  return [
    resource("privateEndpoints", "pe", {
      subnet: subnetId(endpoint.subnet),
      privateLinkServiceConnections: [
        {
          name: "pe",
          properties: {
            privateLinkServiceId: "[resourceId('Microsoft.KeyVault/vaults', 'kv')]",
            groupIds: ["vault"],
          },
        },
      ],
    }),
    ...(endpoint.zones
      ? [resource("privateEndpoints/privateDnsZoneGroups", "pe/default", { privateDnsZoneConfigs: group })]
      : []),
  ];
}

/** A zone that is not part of the scene is in a group with its name. */
export function armZoneId(key: string, zone: ZoneScene | undefined): string {
  const name = zone?.name ?? zoneName;
  if (!zone)
    return `/subscriptions/0/resourceGroups/${key}/providers/Microsoft.Network/privateDnsZones/${name}`;
  const home = zone.home === undefined ? "" : `'${zone.home}', `;
  return `[resourceId(${home}'Microsoft.Network/privateDnsZones', '${name}')]`;
}

/** A zone in another group is deployed there by a nested deployment. */
export function armZone(key: string, zone: ZoneScene): readonly Resource[] {
  const resources = armZoneResources(key, zone);
  return zone.home === undefined ? resources : [nested(key, resources, { home: zone.home })];
}

export function armZoneResources(
  key: string,
  { name = zoneName, links = [], redirects, records = [] }: ZoneScene,
): readonly Resource[] {
  return [
    {
      type: "Microsoft.Network/privateDnsZones",
      apiVersion: "2024-06-01",
      name,
      location: "global",
      properties: {},
    },
    ...links.map((network) =>
      resource("privateDnsZones/virtualNetworkLinks", `${name}/${key}-${network}`, {
        virtualNetwork: id("virtualNetworks", network),
        registrationEnabled: false,
        ...(redirects ? { resolutionPolicy: "NxDomainRedirect" } : {}),
      }),
    ),
    ...records.map((record) =>
      resource("privateDnsZones/A", `${name}/${record}`, {
        ttl: 300,
        aRecords: [{ ipv4Address: "10.1.2.4" }],
      }),
    ),
  ];
}

function armResolver({ resolver }: Scene): readonly Resource[] {
  if (!resolver) return [];
  return [
    resource("dnsResolvers", "resolver", { virtualNetwork: id("virtualNetworks", resolver.network) }),
    resource("dnsResolvers/inboundEndpoints", "resolver/in", {
      ipConfigurations: [
        {
          subnet: subnetId(`${resolver.network}/dns`),
          privateIpAddress: resolver.address,
          privateIpAllocationMethod: "Static",
        },
      ],
    }),
  ];
}
