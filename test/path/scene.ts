import type { VerdictReport } from "../../server/src/core/index.ts";
import { analyze, readSource, reportVerdicts } from "../../server/src/core/index.ts";
import type { CallerScene } from "./callers.ts";
import { armCaller, terraformCaller } from "./callers.ts";
import { testGrammar } from "../support/hcl-grammar.ts";

/** A network with one vault `kv`, in few words; each syntax prints it in its own way. */
export interface Scene {
  readonly vault?: {
    readonly location?: string;
    /** A firewall that allows these subnets (`v/s`) and addresses; without it, everything is allowed. */
    readonly allows?: readonly string[];
    readonly isPrivate?: boolean;
  };
  readonly networks: Readonly<Record<string, NetworkScene>>;
  /**
   * Rules of security groups: `100 Allow Outbound AzureKeyVault 443`, behind it the source if it is not `*`, and the protocol if it is
   * not `Tcp`. Addresses and ports may be several with commas.
   */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Routes of tables: `0.0.0.0/0 None`, `0.0.0.0/0 VirtualAppliance fw`. */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
  /** A firewall `fw` in the subnet `AzureFirewallSubnet` of a network. */
  readonly firewall?: {
    readonly network: string;
    /** `network 100 Allow AzureKeyVault 443`, `application 200 Allow *.vault.azure.net`. */
    readonly rules?: readonly string[];
    readonly hasProxy?: boolean;
  };
  /** A private endpoint of the vault in a subnet, registered in zones by a zone group. */
  readonly endpoint?: { readonly subnet: string; readonly zones?: readonly string[] };
  /** Zones by key, which other parts use: their name and the networks that they are linked to. */
  readonly zones?: Readonly<Record<string, ZoneScene>>;
  /** `a b` for the link of network a to b; `a b no-access`, `a b unsaid`, `a b app>pe` for these subnets alone. */
  readonly peerings?: readonly string[];
  /** Network interfaces of machines by name. */
  readonly interfaces?: Readonly<Record<string, InterfaceScene>>;
  /** Parameters without defaults, which other parts name: `$action`. */
  readonly parameters?: Readonly<Record<string, ParameterScene>>;
  /** A resource `caller` that uses the vault. */
  readonly caller?: CallerScene;
  /** An inbound endpoint of a resolver in the subnet `dns` of a network, at an address. */
  readonly resolver?: { readonly network: string; readonly address: string };
}

export interface NetworkScene {
  readonly prefix: string;
  readonly dnsServers?: readonly string[];
  readonly subnets: Readonly<Record<string, SubnetScene>>;
}

export interface SubnetScene {
  readonly prefix: string;
  readonly hasEndpoint?: boolean;
  readonly isPrivate?: boolean;
  readonly group?: string;
  readonly table?: string;
  readonly hasNat?: boolean;
  readonly policies?: string;
}

export interface InterfaceScene {
  readonly subnet: string;
  readonly group?: string;
  readonly dnsServers?: readonly string[];
}

export interface ParameterScene {
  readonly type: "bool" | "int" | "string";
  readonly allowed?: readonly string[];
}

export interface ZoneScene {
  readonly name?: string;
  /** The resource group that it is in, where that is not the one of all others. */
  readonly home?: string;
  readonly links?: readonly string[];
  readonly redirects?: boolean;
  readonly records?: readonly string[];
}

const zoneName = "privatelink.vaultcore.azure.net";
const api = "2024-05-01";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

function id(type: string, ...names: readonly string[]): JsonObject {
  return { id: idText(type, ...names) };
}

function idText(type: string, ...names: readonly string[]): string {
  return `[resourceId('Microsoft.Network/${type}', ${names.map((name) => `'${name}'`).join(", ")})]`;
}

export function subnetId(path: string): JsonObject {
  return { id: subnetIdText(path) };
}

export function subnetIdText(path: string): string {
  const [network = "", subnet = ""] = path.split("/");
  return idText("virtualNetworks/subnets", network, subnet);
}

interface Printed {
  readonly network: string;
  readonly name: string;
  readonly subnet: SubnetScene;
}

/** The subnets of a scene, with those that a firewall and a resolver need. */
function subnetsOf({ networks, firewall, resolver }: Scene): readonly Printed[] {
  return Object.entries(networks).flatMap(([network, { subnets }]) => {
    const special: Record<string, SubnetScene> = {
      ...(firewall?.network === network && !("AzureFirewallSubnet" in subnets)
        ? { AzureFirewallSubnet: { prefix: "10.9.1.0/26" } }
        : {}),
      ...(resolver?.network === network ? { dns: { prefix: "10.9.2.0/28" } } : {}),
    };
    return Object.entries({ ...subnets, ...special }).map(([name, subnet]) => ({ network, name, subnet }));
  });
}

function split(text: string): readonly string[] {
  return text.split(" ");
}

/** The scene as an ARM template. */
function armOf(scene: Scene): string {
  const zones = Object.entries(scene.zones ?? {}).flatMap(([key, zone]) => armZone(key, zone));
  return JSON.stringify(
    {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: Object.fromEntries(
        Object.entries(scene.parameters ?? {}).map(([name, { type, allowed }]) => [
          name,
          { type, ...(allowed ? { allowedValues: allowed } : {}) },
        ]),
      ),
      resources: [...armResources(scene), ...zones].map((each) => withParameters(each)),
    },
    null,
    2,
  );
}

/** `$action` as ARM writes it. */
function withParameters(value: Json): Json {
  if (typeof value === "string") return value.replace(/^\$(\w+)$/, "[parameters('$1')]");
  if (isList(value)) return value.map(withParameters);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withParameters(item)]));
}

export type Resource = JsonObject & {
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
};

function resource(type: string, name: string, properties: JsonObject, more: JsonObject = {}): Resource {
  return { type: `Microsoft.Network/${type}`, apiVersion: api, name, ...more, properties };
}

/** All but the zones. */
function armResources(scene: Scene): readonly Resource[] {
  const { networks, groups = {}, tables = {}, peerings = [] } = scene;
  return [
    armVault(scene),
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

function armVault({ vault = {} }: Scene): Resource {
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
        ipRules: addresses.map((each) => ({ value: each.startsWith("pip") ? armAddressOf(each) : each })),
      },
    },
  };
}

function armAddressOf(publicIp: string): string {
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

interface SecurityRuleParts {
  readonly name: string;
  readonly priority: string;
  readonly access: string;
  readonly direction: string;
  readonly destination: readonly string[];
  readonly port: readonly string[];
  readonly source: readonly string[];
  readonly protocol: string;
}

function securityRule(rule: string): SecurityRuleParts {
  const [priority = "", access = "", direction = "", destination = "", port = "", source = "*", protocol] =
    split(rule);
  return {
    name: ruleName(rule),
    priority,
    access,
    direction,
    destination: destination.split(","),
    port: port.split(","),
    source: source.split(","),
    protocol: protocol ?? "Tcp",
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

function ruleName(rule: string): string {
  const [priority = "", access = ""] = split(rule);
  return `${access.toLowerCase()}-${priority}`.replaceAll("$", "");
}

function routeName(nextHopType: string): string {
  return `to-${nextHopType.toLowerCase()}`.replaceAll("$", "");
}

function hasNat(scene: Scene): boolean {
  return subnetsOf(scene).some(({ subnet }) => subnet.hasNat);
}

function armNat(scene: Scene): readonly Resource[] {
  if (!hasNat(scene)) return [];
  return [
    resource("publicIPAddresses", "pip-nat", {}),
    resource("natGateways", "nat", { publicIpAddresses: [id("publicIPAddresses", "pip-nat")] }),
  ];
}

interface FirewallRules {
  readonly kind: string;
  readonly priority: number;
  readonly action: string;
  readonly target: string;
  readonly port: string;
}

function firewallRules({ firewall }: Scene): readonly FirewallRules[] {
  return (firewall?.rules ?? []).map((rule) => {
    const [kind = "", priority = "", action = "", target = "", port = "443"] = split(rule);
    return { kind, priority: Number(priority), action, target, port };
  });
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
function armZoneId(key: string, zone: ZoneScene | undefined): string {
  const name = zone?.name ?? zoneName;
  if (!zone)
    return `/subscriptions/0/resourceGroups/${key}/providers/Microsoft.Network/privateDnsZones/${name}`;
  const home = zone.home === undefined ? "" : `'${zone.home}', `;
  return `[resourceId(${home}'Microsoft.Network/privateDnsZones', '${name}')]`;
}

/** A zone in another group is deployed there by a nested deployment. */
function armZone(key: string, zone: ZoneScene): readonly Resource[] {
  const resources = armZoneResources(key, zone);
  if (zone.home === undefined) return resources;
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources,
  };
  return [
    {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: key,
      resourceGroup: zone.home,
      properties: { mode: "Incremental", template },
    },
  ];
}

function armZoneResources(
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

/** The scene in Bicep: the same resources, with the same functions; what is deployed elsewhere is a module. */
function bicepOf(scene: Scene): Texts {
  const zones = Object.entries(scene.zones ?? {});
  const away = zones.filter(([, zone]) => zone.home !== undefined);
  const here = zones.filter(([, zone]) => zone.home === undefined);
  const declared = Object.entries(scene.parameters ?? {}).map(([name, { type, allowed }]) => {
    const values = allowed ? `@allowed(${bicepValue(allowed, "")})\n` : "";
    return `${values}param ${name} ${type}`;
  });
  const resources = [...armResources(scene), ...here.flatMap(([key, zone]) => armZone(key, zone))];
  return {
    "/main.bicep": [...declared, bicepResources(resources), ...away.map(bicepZoneCall)].join("\n\n"),
    ...Object.fromEntries(
      away.map(([key, zone]) => [
        `/${key}.bicep`,
        `param networks array\n\n${bicepResources(armZoneResources(key, { ...zone, links: [] }))}\n\n${bicepLinks(zone)}`,
      ]),
    ),
  };
}

function bicepZoneCall([key, { home = "", links = [] }]: readonly [string, ZoneScene]): string {
  const ids = links.map((network) => id("virtualNetworks", network)["id"] ?? null);
  return `module ${key} '${key}.bicep' = ${bicepValue({ name: key, scope: `[resourceGroup('${home}')]`, params: { networks: ids } }, "")}`;
}

function bicepLinks({ name = zoneName, redirects }: ZoneScene): string {
  const properties = `virtualNetwork: { id: network }${redirects ? ", resolutionPolicy: 'NxDomainRedirect'" : ""}`;
  return `resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@${api}' = [for (network, i) in networks: {
  name: '${name}/link-\${i}'
  properties: { ${properties} }
}]`;
}

function bicepResources(resources: readonly Resource[]): string {
  const used = new Set<string>();
  return resources
    .map(({ type, apiVersion, name, ...body }, index) => {
      const plain = symbolOf(name);
      const symbol = used.has(plain) ? `${plain}_${index}` : plain;
      used.add(symbol);
      return `resource ${symbol} '${type}@${apiVersion}' = ${bicepValue({ name, ...body }, "")}`;
    })
    .join("\n\n");
}

function bicepValue(value: Json, indent: string): string {
  const inner = `${indent}  `;
  if (typeof value === "string") {
    if (value.startsWith("$")) return value.slice(1);
    return value.startsWith("[") ? value.slice(1, -1) : `'${value}'`;
  }
  if (isList(value)) {
    return value.length === 0
      ? "[]"
      : `[\n${value.map((item) => `${inner}${bicepValue(item, inner)}\n`).join("")}${indent}]`;
  }
  if (value === null || typeof value !== "object") return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${inner}${key}: ${bicepValue(item, inner)}\n`);
  return entries.length === 0 ? "{}" : `{\n${entries.join("")}${indent}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The scene for Terraform's azurerm. */
function terraformOf(scene: Scene): string {
  const variables = Object.entries(scene.parameters ?? {}).map(([name, { type, allowed }]) => {
    const validation = allowed
      ? `\n  validation {\n    condition = contains(${list(allowed)}, var.${name})\n    error_message = "no"\n  }`
      : "";
    return `variable "${name}" {\n  type = ${type === "int" ? "number" : type}${validation}\n}`;
  });
  return [...variables, terraformResources(scene).replaceAll(/"\$(\w+)"|\$(\w+)/g, "var.$1$2")].join("\n\n");
}

function terraformResources(scene: Scene): string {
  const { networks, groups = {}, tables = {}, zones = {}, peerings = [] } = scene;
  return [
    terraformVault(scene),
    ...Object.entries(networks).map(([name, { prefix, dnsServers }]) =>
      block("azurerm_virtual_network", name, "rg", [
        `address_space = ["${prefix}"]`,
        dnsServers ? `dns_servers = ${list(dnsServers)}` : "",
      ]),
    ),
    ...subnetsOf(scene).map(({ network, name, subnet }) => terraformSubnet(network, name, subnet)),
    ...Object.entries(groups).map(([name, rules]) =>
      block(
        "azurerm_network_security_group",
        name,
        "rg",
        rules.map((rule) => terraformRule(rule)),
      ),
    ),
    ...Object.entries(tables).map(([name, routes]) =>
      block(
        "azurerm_route_table",
        name,
        "rg",
        routes.map((route) => terraformRoute(route)),
      ),
    ),
    ...terraformNat(scene),
    ...terraformFirewall(scene),
    ...terraformEndpoint(scene),
    ...Object.entries(zones).flatMap(([key, zone]) => terraformZone(key, zone)),
    ...peerings.map((peering) => {
      const [from = "", to = "", access = ""] = split(peering);
      const [local, remote] = access.split(">");
      return block("azurerm_virtual_network_peering", `${from}-${to}`, "rg", [
        `virtual_network_name = azurerm_virtual_network.${from}.name`,
        `remote_virtual_network_id = azurerm_virtual_network.${to}.id`,
        access === "" || access === "unsaid"
          ? ""
          : `allow_virtual_network_access = ${access.startsWith("$") ? access : String(access !== "no-access")}`,
        ...(local && remote
          ? [
              "peer_complete_virtual_networks_enabled = false",
              `local_subnet_names = ["${local}"]`,
              `remote_subnet_names = ["${remote}"]`,
            ]
          : []),
      ]);
    }),
    ...Object.entries(scene.interfaces ?? {}).flatMap(([name, machine]) => terraformInterface(name, machine)),
    ...terraformResolver(scene),
    terraformCaller(scene.caller),
  ].join("\n\n");
}

function terraformInterface(name: string, { subnet, group, dnsServers }: InterfaceScene): readonly string[] {
  const symbol = symbolOf(name);
  return [
    block("azurerm_network_interface", name, "rg", [
      `ip_configuration {\n    name = "ip"\n    subnet_id = ${subnetRef(subnet)}\n  }`,
      dnsServers ? `dns_servers = ${list(dnsServers)}` : "",
    ]),
    ...(group
      ? [
          `resource "azurerm_network_interface_security_group_association" "${symbol}" {\n  network_interface_id = azurerm_network_interface.${symbol}.id\n  network_security_group_id = azurerm_network_security_group.${symbolOf(group)}.id\n}`,
        ]
      : []),
  ];
}

function block(type: string, name: string, home: string, lines: readonly string[]): string {
  const own = [`name = "${name}"`, `resource_group_name = "${home}"`, ...lines].filter((line) => line !== "");
  return `resource "${type}" "${symbolOf(name)}" {\n${own.map((line) => `  ${line}\n`).join("")}}`;
}

function symbolOf(name: string): string {
  return name.replace(/\W/g, "_");
}

function list(items: readonly string[]): string {
  return `[${items.map((item) => (item.startsWith("azurerm_") ? item : `"${item}"`)).join(", ")}]`;
}

export function subnetRef(path: string): string {
  return `azurerm_subnet.${symbolOf(path)}.id`;
}

function terraformVault({ vault = {} }: Scene): string {
  const { allows, isPrivate, location } = vault;
  const subnets = (allows ?? []).filter((each) => each.includes("/") && !/^\d/.test(each));
  const addresses = (allows ?? []).filter((each) => !subnets.includes(each));
  return block("azurerm_key_vault", "kv", "rg", [
    location ? `location = "${location}"` : "location = azurerm_resource_group.rg.location",
    `public_network_access_enabled = ${String(!isPrivate)}`,
    "network_acls {",
    `  default_action = "${allows ? "Deny" : "Allow"}"`,
    '  bypass = "None"',
    `  virtual_network_subnet_ids = ${list(subnets.map(subnetRef))}`,
    `  ip_rules = ${list(addresses.map((each) => (each.startsWith("pip") ? `azurerm_public_ip.${symbolOf(each)}.ip_address` : each)))}`,
    "}",
  ]);
}

function terraformSubnet(network: string, name: string, subnet: SubnetScene): string {
  const { prefix, hasEndpoint, isPrivate, group, table, hasNat, policies } = subnet;
  const symbol = symbolOf(`${network}/${name}`);
  const own = [
    `name = "${name}"`,
    'resource_group_name = "rg"',
    `virtual_network_name = azurerm_virtual_network.${network}.name`,
    `address_prefixes = ["${prefix}"]`,
    hasEndpoint ? 'service_endpoints = ["Microsoft.KeyVault"]' : "",
    isPrivate ? "default_outbound_access_enabled = false" : "",
    policies ? `private_endpoint_network_policies = "${policies}"` : "",
  ].filter((line) => line !== "");
  const association = (type: string, attribute: string, target: string): string =>
    `resource "${type}" "${symbol}" {\n  subnet_id = azurerm_subnet.${symbol}.id\n  ${attribute} = ${target}\n}`;
  return [
    `resource "azurerm_subnet" "${symbol}" {\n${own.map((line) => `  ${line}\n`).join("")}}`,
    ...(group
      ? [
          association(
            "azurerm_subnet_network_security_group_association",
            "network_security_group_id",
            `azurerm_network_security_group.${symbolOf(group)}.id`,
          ),
        ]
      : []),
    ...(table
      ? [
          association(
            "azurerm_subnet_route_table_association",
            "route_table_id",
            `azurerm_route_table.${symbolOf(table)}.id`,
          ),
        ]
      : []),
    ...(hasNat
      ? [
          association(
            "azurerm_subnet_nat_gateway_association",
            "nat_gateway_id",
            "azurerm_nat_gateway.nat.id",
          ),
        ]
      : []),
  ].join("\n\n");
}

function terraformRule(rule: string): string {
  const { name, priority, access, direction, destination, port, source, protocol } = securityRule(rule);
  const oneOrMany = (one: string, many: string, items: readonly string[]): string =>
    items.length === 1 ? `${one} = "${items[0] ?? ""}"` : `${many} = ${list(items)}`;
  return `security_rule {
    name = "${name}"
    priority = ${priority}
    access = "${access}"
    direction = "${direction}"
    protocol = "${protocol}"
    ${oneOrMany("source_address_prefix", "source_address_prefixes", source)}
    source_port_range = "*"
    ${oneOrMany("destination_address_prefix", "destination_address_prefixes", destination)}
    ${oneOrMany("destination_port_range", "destination_port_ranges", port)}
  }`;
}

function terraformRoute(route: string): string {
  const [prefix = "", type = "", to] = split(route);
  const address =
    to === "fw" ? "azurerm_firewall.fw.ip_configuration[0].private_ip_address" : `"${to ?? ""}"`;
  return `route {
    name = "${routeName(type)}"
    address_prefix = "${prefix}"
    next_hop_type = "${type}"${to ? `\n    next_hop_in_ip_address = ${address}` : ""}
  }`;
}

function terraformNat(scene: Scene): readonly string[] {
  if (!hasNat(scene)) return [];
  return [
    block("azurerm_public_ip", "pip-nat", "rg", []),
    block("azurerm_nat_gateway", "nat", "rg", []),
    'resource "azurerm_nat_gateway_public_ip_association" "nat" {\n  nat_gateway_id = azurerm_nat_gateway.nat.id\n  public_ip_address_id = azurerm_public_ip.pip_nat.id\n}',
  ];
}

function terraformFirewall(scene: Scene): readonly string[] {
  const { firewall } = scene;
  if (!firewall) return [];
  const collections = firewallRules(scene).map(({ kind, priority, action, target, port }) => {
    const match =
      kind === "network"
        ? `protocols = ["TCP"]\n      destination_addresses = ["${target}"]\n      destination_ports = ["${port}"]`
        : `protocols {\n        type = "Https"\n        port = 443\n      }\n      destination_fqdns = ["${target}"]`;
    return `${kind}_rule_collection {\n    name = "${kind}-${priority}"\n    priority = ${priority}\n    action = "${action}"\n    rule {\n      name = "rule"\n      source_addresses = ["*"]\n      ${match}\n    }\n  }`;
  });
  return [
    block("azurerm_public_ip", "pip-fw", "rg", []),
    block(
      "azurerm_firewall_policy",
      "policy",
      "rg",
      firewall.hasProxy ? ["dns {\n    proxy_enabled = true\n  }"] : [],
    ),
    `resource "azurerm_firewall_policy_rule_collection_group" "rules" {\n  name = "rules"\n  firewall_policy_id = azurerm_firewall_policy.policy.id\n  priority = 100\n  ${collections.join("\n  ")}\n}`,
    block("azurerm_firewall", "fw", "rg", [
      "firewall_policy_id = azurerm_firewall_policy.policy.id",
      `ip_configuration {\n    name = "ip"\n    subnet_id = ${subnetRef(`${firewall.network}/AzureFirewallSubnet`)}\n    public_ip_address_id = azurerm_public_ip.pip_fw.id\n  }`,
    ]),
  ];
}

function terraformEndpoint({ endpoint, zones = {} }: Scene): readonly string[] {
  if (!endpoint) return [];
  const ids = (endpoint.zones ?? []).map((key) =>
    zones[key] ? `azurerm_private_dns_zone.${key}.id` : `"${armZoneId(key, undefined)}"`,
  );
  return [
    block("azurerm_private_endpoint", "pe", "rg", [
      `subnet_id = ${subnetRef(endpoint.subnet)}`,
      'private_service_connection {\n    name = "pe"\n    private_connection_resource_id = azurerm_key_vault.kv.id\n    subresource_names = ["vault"]\n    is_manual_connection = false\n  }',
      endpoint.zones
        ? `private_dns_zone_group {\n    name = "default"\n    private_dns_zone_ids = [${ids.join(", ")}]\n  }`
        : "",
    ]),
  ];
}

function terraformZone(
  key: string,
  { name = zoneName, home = "rg", links = [], redirects, records = [] }: ZoneScene,
): readonly string[] {
  return [
    `resource "azurerm_private_dns_zone" "${key}" {\n  name = "${name}"\n  resource_group_name = "${home}"\n}`,
    ...links.map((network) =>
      block("azurerm_private_dns_zone_virtual_network_link", `${key}-${network}`, home, [
        `private_dns_zone_name = azurerm_private_dns_zone.${key}.name`,
        `virtual_network_id = azurerm_virtual_network.${network}.id`,
        redirects ? 'resolution_policy = "NxDomainRedirect"' : "",
      ]),
    ),
    ...records.map((record) =>
      block("azurerm_private_dns_a_record", record, home, [
        `zone_name = azurerm_private_dns_zone.${key}.name`,
        'records = ["10.1.2.4"]',
      ]),
    ),
  ];
}

function terraformResolver({ resolver }: Scene): readonly string[] {
  if (!resolver) return [];
  return [
    block("azurerm_private_dns_resolver", "resolver", "rg", [
      `virtual_network_id = azurerm_virtual_network.${resolver.network}.id`,
    ]),
    `resource "azurerm_private_dns_resolver_inbound_endpoint" "in" {\n  name = "in"\n  private_dns_resolver_id = azurerm_private_dns_resolver.resolver.id\n  ip_configurations {\n    private_ip_allocation_method = "Static"\n    private_ip_address = "${resolver.address}"\n    subnet_id = ${subnetRef(`${resolver.network}/dns`)}\n  }\n}`,
  ];
}

/** What a root consists of, by path. */
type Texts = Readonly<Record<string, string>>;

export const syntaxes = {
  "ARM JSON": { root: "/main.json", print: (scene: Scene): Texts => ({ "/main.json": armOf(scene) }) },
  Bicep: { root: "/main.bicep", print: bicepOf },
  Terraform: { root: "/main.tf", print: (scene: Scene): Texts => ({ "/main.tf": terraformOf(scene) }) },
} as const;

export type Syntax = keyof typeof syntaxes;

/** The verdict on a subnet of a scene, or on its caller. */
export function ask(scene: Scene, from: string, syntax: Syntax): VerdictReport {
  const { root, print } = syntaxes[syntax];
  const documents = new Map(Object.entries(print(scene)).map(([id, text]) => [id, { id, text }]));
  const { worlds } = analyze({
    root,
    files: {
      get: (path) => documents.get(path) ?? null,
      resolve: (_from, path) => `/${path.replace(/^\//, "")}`,
      list: (folder) => (folder === "/" ? [...documents.keys()] : null),
      grammar: () => testGrammar,
    },
  });
  const reading = readSource(from === "caller" ? "consumer:caller" : `subnet:${from}`);
  if (!("source" in reading)) throw new Error(reading.fault.kind);
  const [verdict] = reportVerdicts(worlds, from, reading.source);
  if (!verdict) throw new Error("no verdict");
  return verdict;
}
