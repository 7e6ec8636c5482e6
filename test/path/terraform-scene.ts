import { terraformCaller } from "./callers.ts";
import type { Texts } from "../support/files-in-memory.ts";
import { armZoneId } from "./arm-scene.ts";
import type { InterfaceScene, Layout, Scene, SubnetScene, ZoneScene } from "./scene.ts";
import {
  zoneName,
  subnetsOf,
  split,
  securityRule,
  routeName,
  hasNat,
  firewallRules,
  symbolOf,
} from "./scene-parts.ts";

/** The scene for Terraform's azurerm; with modules, all but the vault is in one. */
export function terraformOf(scene: Scene, layout: Layout): Texts {
  const variables = terraformVariables(scene);
  const vault = terraformVault(scene);
  const network = terraformNetwork(scene);
  if (layout === "plain") return { "/main.tf": withVariables([variables, vault, network]) };
  const names = Object.keys(scene.parameters ?? {});
  const given = names.map((name) => `  ${name} = $${name}\n`).join("");
  const call = `module "net" {\n  source = "./net"\n  vault = azurerm_key_vault.kv.id\n${given}}`;
  return {
    "/main.tf": withVariables([variables, fromModule(vault), call]),
    "/net/main.tf": withVariables([
      variables,
      'variable "vault" {}',
      network.replaceAll("azurerm_key_vault.kv.id", "var.vault"),
      ...outputsOf(network),
    ]),
  };
}

/** The same in two roots, of which one looks up the vault of the other. */
export function terraformRoots(scene: Scene): Texts {
  const lookup = `data "azurerm_key_vault" "kv" {\n  name = "kv"\n  resource_group_name = "rg"\n}`;
  return {
    "/app/main.tf": terraformVault(scene),
    "/net/main.tf": [
      terraformNetwork(scene).replaceAll("azurerm_key_vault.kv", "data.azurerm_key_vault.kv"),
      lookup,
    ].join("\n\n"),
  };
}

/** `$action` as Terraform writes it. */
function withVariables(parts: readonly string[]): string {
  return parts.join("\n\n").replaceAll(/"\$(\w+)"|\$(\w+)/g, "var.$1$2");
}

function fromModule(vault: string): string {
  return vault
    .replaceAll(/azurerm_subnet\.(\w+)\.id/g, "module.net.subnet_$1")
    .replaceAll(/azurerm_public_ip\.(\w+)\.ip_address/g, "module.net.address_$1");
}

function outputsOf(network: string): readonly string[] {
  const declared = [...network.matchAll(/^resource "azurerm_(subnet|public_ip)" "(\w+)"/gm)];
  return declared.map(([, type, name = ""]) =>
    type === "subnet"
      ? `output "subnet_${name}" {\n  value = azurerm_subnet.${name}.id\n}`
      : `output "address_${name}" {\n  value = azurerm_public_ip.${name}.ip_address\n}`,
  );
}

function terraformVariables({ parameters = {} }: Scene): string {
  return Object.entries(parameters)
    .map(([name, { type, allowed }]) => {
      const validation = allowed
        ? `\n  validation {\n    condition = contains(${list(allowed)}, var.${name})\n    error_message = "no"\n  }`
        : "";
      return `variable "${name}" {\n  type = ${type === "int" ? "number" : type}${validation}\n}`;
    })
    .join("\n\n");
}

/** All but the vault. */
function terraformNetwork(scene: Scene): string {
  const { networks, groups = {}, tables = {}, zones = {}, peerings = [] } = scene;
  return [
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
