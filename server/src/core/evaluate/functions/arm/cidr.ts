/**
 * Arithmetic of IPv4 networks; IPv6 is left unknown:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-cidr
 */
import type { TemplateFunction } from "../function.ts";
import { beyond, exact } from "./arguments.ts";
import type { Json } from "./json.ts";

export const cidr: Readonly<Record<string, TemplateFunction>> = {
  parseCidr: exact(([text]) => onNetwork(text, describe)),
  cidrSubnet: exact(([text, length, index]) => onNetwork(text, (network) => subnet(network, length, index))),
  cidrHost: exact(([text, index]) => onNetwork(text, (network) => host(network, index))),
};

/** An IPv4 network. */
export interface Network {
  readonly first: number;
  readonly length: number;
}

function onNetwork(
  text: Json | undefined,
  answer: (network: Network) => Json | undefined,
): Json | undefined | typeof beyond {
  if (typeof text !== "string") return undefined;
  // Numbers that begin with a zero are octal.
  if (text.includes(":") || /\b0\d+[./]/.test(text)) return beyond;
  const network = networkOf(text.trim());
  return network ? answer(network) : undefined;
}

/** The network that a prefix such as `10.0.0.0/8` is in; undefined if it is none. */
export function networkOf(text: string): Network | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const [a = 256, b = 256, c = 256, d = 256, length = 33] = match.slice(1).map(Number);
  if (Math.max(a, b, c, d) > 255 || length > 32) return undefined;
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  return { first: address - (address % sizeOf(length)), length };
}

export function sizeOf(length: number): number {
  return 2 ** (32 - length);
}

export function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

function lastOf(network: Network): number {
  return network.first + sizeOf(network.length) - 1;
}

/** The network address and the broadcast address are not hosts; of one or two addresses the first is given as both. */
function hostsOf(network: Network): { readonly first: number; readonly last: number } {
  if (network.length >= 31) return { first: network.first, last: network.first };
  return { first: network.first + 1, last: lastOf(network) - 1 };
}

/** Numbers of subnets and hosts have 32 bits. */
function isIndex(json: Json | undefined): json is number {
  return typeof json === "number" && json >= 0 && json < 2 ** 31;
}

function describe(network: Network): Json {
  const hosts = hostsOf(network);
  return new Map<string, Json>([
    ["network", dotted(network.first)],
    ["netmask", dotted(2 ** 32 - sizeOf(network.length))],
    ["broadcast", dotted(lastOf(network))],
    ["firstUsable", dotted(hosts.first)],
    ["lastUsable", dotted(hosts.last)],
    ["cidr", network.length],
  ]);
}

function subnet(network: Network, length: Json | undefined, index: Json | undefined): string | undefined {
  if (typeof length !== "number" || !isIndex(index) || network.length === 0) return undefined;
  if (length < network.length || length > 32 || index >= 2 ** (length - network.length)) return undefined;
  return `${dotted(network.first + index * sizeOf(length))}/${length}`;
}

/** Host 0 is the first usable address. */
function host(network: Network, index: Json | undefined): string | undefined {
  const hosts = hostsOf(network);
  if (!isIndex(index) || network.length > 30 || hosts.first + index > hosts.last) return undefined;
  return dotted(hosts.first + index);
}
