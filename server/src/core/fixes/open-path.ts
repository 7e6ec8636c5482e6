import type { Caller, DirectCaller } from "../access/caller.ts";
import { defaultAction, publicAccess } from "../access/effective.ts";
import { pathGates } from "../access/gate-path.ts";
import { isDeniedAtVault } from "../access/verdict.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { pathOf } from "../path/path.ts";
import { serviceEndpointOn } from "../path/service-endpoint.ts";
import type { PassedGroup, Path, Way } from "../path/way.ts";
import { allowInFirewall } from "./allow-in-firewall.ts";
import { allowInGroups, type DenyingGroup } from "./allow-in-groups.ts";
import { allowTitle, listsSubnet, turnOnServiceEndpoint, wayInBySubnetRule } from "./allow-subnet.ts";
import { connectNetworks } from "./declare/peering.ts";
import { type Fix, fix } from "./fix.ts";

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
