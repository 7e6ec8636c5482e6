import type { Caller, DirectCaller } from "../access/caller.ts";
import { defaultAction, publicAccess } from "../access/effective.ts";
import { pathGates } from "../access/gate-path.ts";
import { isDeniedAtVault } from "../access/verdict.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { pathOf } from "../path/path.ts";
import { serviceEndpointOn } from "../path/service-endpoint.ts";
import type { PassedGroup, PassedHop, Path, Way } from "../path/way.ts";
import { allowInGroups, type DenyingGroup } from "./allow-in-groups.ts";
import { allowTitle, listsSubnet, turnOnServiceEndpoint, wayInBySubnetRule } from "./allow-subnet.ts";
import { connectNetworks } from "./declare/peering.ts";
import { type Fix, fix } from "./fix.ts";
import { nameOf } from "../access/vault-label.ts";
import { subnetLabel } from "../access/source.ts";
import type { RuleCollection } from "../network/firewall.ts";
import { collectionsOf } from "../path/firewall-rules.ts";
import { hostOf } from "../path/hosts.ts";
import { isWord } from "../path/security-rules.ts";

type InSubnet = Extract<DirectCaller, { readonly kind: "subnet" }>;

/**
 * What opens the way of a subnet to a vault: rules in the security groups or the firewall that deny it, the service endpoint where a
 * route drops the traffic, or the missing side of a peering. None where more than one gate is closed, or where the vault would deny the caller anyway.
 */
export function openPath(vault: Vault, network: Network, caller: InSubnet, asked: Caller): readonly Fix[] {
  const { subnet, integration } = caller;
  const gates = pathGates(vault, network, caller);
  const [closed, ...others] = gates.filter(({ settles }) => settles?.certain.isEmpty === false);
  if (!closed || others.length > 0) return [];
  const path = pathOf(subnet, vault, network, integration);
  switch (closed.name) {
    case "network-security-group":
      return isDeniedAtVault(vault, network, asked) ? [] : allowInGroups(denyingGroups(path));
    case "route":
      return openRoute(path, vault, subnet, network);
    case "firewall":
      return isDeniedAtVault(vault, network, asked)
        ? []
        : path.ways.flatMap(({ hops }) =>
            hops.flatMap((hop) => allowInFirewall(hop, vault, subnet, network)),
          );
    default:
      return [];
  }
}

/** The service endpoint on the way to the public address; what connects the networks on the way to a private endpoint. */
function openRoute({ ways }: Path, vault: Vault, subnet: Subnet, network: Network): readonly Fix[] {
  if (ways.every(({ answer }) => answer.kind === "public")) return byServiceEndpoint(vault, subnet);
  const [way, ...others] = ways;
  return way?.connected && others.length === 0 ? connectNetworks(way.connected, network) : [];
}

function denyingGroups({ ways }: Path): readonly DenyingGroup[] {
  return ways.flatMap((way) =>
    way.groups.filter(isDenying).map((passed): DenyingGroup => ({ passed, tag: tagOf(way) })),
  );
}

function isDenying({ applies, filtered }: PassedGroup): boolean {
  return applies === "yes" && filtered?.denies === "yes";
}

/** Service tags have public addresses only: https://learn.microsoft.com/azure/virtual-network/service-tags-overview */
function tagOf({ answer }: Way): DenyingGroup["tag"] {
  return answer.kind === "private" ? "VirtualNetwork" : "AzureKeyVault";
}

/** Routes do not apply to traffic over a service endpoint, which the vault then sees by its subnet rather than its address. */
function byServiceEndpoint(vault: Vault, subnet: Subnet): readonly Fix[] {
  if (vault.kind !== "vault" || serviceEndpointOn(subnet) !== "no") return [];
  if (listsSubnet(vault, subnet) || isOpen(vault)) return turnOnServiceEndpoint(subnet);
  const way = isEnabled(vault) ? wayInBySubnetRule(vault, subnet) : null;
  if (!way) return [];
  const title = allowTitle([subnet], way.way);
  return [fix({ title, preferred: true, target: vault, edits: way.edits, beside: way.beside })];
}

function isOpen(vault: Vault): boolean {
  return isEnabled(vault) && is(defaultAction(vault).value, (word) => truth(word === "Allow")) === "yes";
}

function isEnabled(vault: Vault): boolean {
  return is(publicAccess(vault).value, (word) => truth(word === "Enabled")) === "yes";
}

/**
 * A rule in a firewall that denies requests because no rule matches them: for the host of the vault where a collection of application
 * rules takes it, else for the service tag (https://learn.microsoft.com/azure/firewall/service-tags).
 */
function allowInFirewall(
  { hop, firewall: answer }: PassedHop,
  vault: Vault,
  caller: Subnet,
  network: Network,
): readonly Fix[] {
  if (hop.kind !== "firewall" || answer?.by.some((by) => by !== null) !== false) return [];
  const sources = rangesOf(caller);
  const host = nameOfHost(vault);
  const collections = collectionsOf(hop.firewall, network).filter(allows);
  const [byHost, byTag] = (["application", "network"] as const).map((kind) =>
    collections.find(({ takes, written }) => takes.includes(kind) && written.state !== "unknown"),
  );
  const collection = (host === null ? null : byHost) ?? byTag;
  if (!sources || !collection) return [];
  const [kind, to] =
    host !== null && collection === byHost
      ? ["application" as const, host]
      : ["network" as const, "AzureKeyVault"];
  const rule = { kind, name: freeName(collection), sources, to };
  return [
    fix({
      title: { kind: "allow-in-firewall", firewall: nameOf(hop.firewall), subnet: subnetLabel(caller), to },
      preferred: true,
      target: collection.resource,
      edits: [{ kind: "append", list: collection.written, values: [collection.encodeRule(rule)] }],
    }),
  ];
}

function allows({ action, exists }: RuleCollection): boolean {
  return exists.truth === "yes" && isWord(action.value, "allow") === "yes";
}

/** The ranges of a subnet; null unless all are known. */
function rangesOf({ prefixes }: Subnet): readonly string[] | null {
  const known = prefixes.flatMap((each) => (each.kind === "known" ? [each.value] : []));
  return known.length > 0 && known.length === prefixes.length ? known : null;
}

function nameOfHost(vault: Vault): string | null {
  const { name } = vault;
  const [domain = ""] = hostOf(vault).domains;
  return name.kind === "known" && typeof name.value === "string" ? `${name.value}.${domain}` : null;
}

function freeName({ rules }: RuleCollection): string {
  const taken = new Set(rules.map(({ name }) => (name.kind === "known" ? name.value : null)));
  const free = (count: number): string => {
    const candidate = count === 1 ? "AllowKeyVault" : `AllowKeyVault${count}`;
    return taken.has(candidate) ? free(count + 1) : candidate;
  };
  return free(1);
}
