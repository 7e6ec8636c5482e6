import type { Scene, SubnetScene } from "./scene.ts";

export const zoneName = "privatelink.vaultcore.azure.net";
export const api = "2024-06-01";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export type Resource = JsonObject & {
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
};

function idText(type: string, ...names: readonly string[]): string {
  return `[resourceId('Microsoft.Network/${type}', ${names.map((name) => `'${name}'`).join(", ")})]`;
}

export function id(type: string, ...names: readonly string[]): JsonObject {
  return { id: idText(type, ...names) };
}

export function subnetId(path: string): JsonObject {
  return { id: subnetIdText(path) };
}

export function subnetIdText(path: string): string {
  const [network = "", subnet = ""] = path.split("/");
  return idText("virtualNetworks/subnets", network, subnet);
}

export interface Printed {
  readonly network: string;
  readonly name: string;
  readonly subnet: SubnetScene;
}

/** The subnets of a scene, with those that a firewall and a resolver need. */
export function subnetsOf({ networks, firewall, resolver }: Scene): readonly Printed[] {
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

export function split(text: string): readonly string[] {
  return text.split(" ");
}

export interface SecurityRuleParts {
  readonly name: string;
  readonly priority: string;
  readonly access: string;
  readonly direction: string;
  readonly destination: readonly string[];
  readonly port: readonly string[];
  readonly source: readonly string[];
  readonly protocol: string;
}

export function securityRule(rule: string): SecurityRuleParts {
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

function ruleName(rule: string): string {
  const [priority = "", access = ""] = split(rule);
  return `${access.toLowerCase()}-${priority}`.replaceAll("$", "");
}

export function routeName(nextHopType: string): string {
  return `to-${nextHopType.toLowerCase()}`.replaceAll("$", "");
}

export function hasNat(scene: Scene): boolean {
  return subnetsOf(scene).some(({ subnet }) => subnet.hasNat);
}

export interface FirewallRules {
  readonly kind: string;
  readonly priority: number;
  readonly action: string;
  readonly target: string;
  readonly port: string;
}

export function firewallRules({ firewall }: Scene): readonly FirewallRules[] {
  return (firewall?.rules ?? []).map((rule) => {
    const [kind = "", priority = "", action = "", target = "", port = "443"] = split(rule);
    return { kind, priority: Number(priority), action, target, port };
  });
}

export function symbolOf(name: string): string {
  return name.replace(/\W/g, "_");
}
