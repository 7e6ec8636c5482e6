import type { Caller, DirectCaller } from "../access/caller.ts";
import { defaultAction, publicAccess } from "../access/effective.ts";
import { ipRulesOf } from "../access/entries.ts";
import { isListed } from "../access/gate-ip-rules.ts";
import { pathGates } from "../access/gate-path.ts";
import { subnetLabel } from "../access/source.ts";
import { nameOf, type VaultLabel } from "../access/vault-label.ts";
import { isDeniedAtVault } from "../access/verdict.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { RuleCollection } from "../network/firewall.ts";
import { referenceToAddress, referenceToOutput, referenceToSubnet } from "../network/ids/reference-to.ts";
import type { Network, Subnet, SubnetRule, Vault } from "../network/network.ts";
import { waitsFor } from "../network/order/dependencies.ts";
import { type Egress, type EgressAddress, egressOf } from "../path/egress.ts";
import { serviceEndpointName, serviceEndpointOn } from "../path/endpoints.ts";
import { collectionsOf } from "../path/firewall-rules.ts";
import { pathOf } from "../path/path.ts";
import { isWord } from "../path/security-rules.ts";
import { hostOf } from "../path/vault-addresses.ts";
import type { PassedGroup, PassedHop, Path, Way } from "../path/way.ts";
import { allowInGroups, type DenyingGroup } from "./allow-in-groups.ts";
import { connectNetworks } from "./declare/private-endpoint.ts";
import type { FixTitle, SubnetWay } from "./fix-title.ts";
import { append, type Edit, type Fix, fix, set, waitEdits } from "./fix.ts";

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

/** How a subnet is allowed: what is written in the vault, what in other resources, and by which rules. */
export interface WayIn {
  readonly edits: readonly Edit[];
  readonly beside: NonNullable<Fix["beside"]>;
  readonly way: SubnetWay;
}

/** Lists subnets whose service endpoint is on; none where one of them cannot be named beside the vault. */
export function letInBySubnetRules(vault: Vault, subnets: readonly Subnet[]): readonly Fix[] {
  const edits = subnets.map((subnet) => subnetRuleEdits(vault, subnet));
  const certain = edits.filter((each) => each !== null);
  if (certain.length === 0 || certain.length < edits.length) return [];
  const title = allowTitle(subnets, { kind: "subnet-rule", turnsOnEndpoint: false });
  return [fix({ title, target: vault, edits: certain.flat() })];
}

/**
 * The way in for a subnet that changes least: a subnet rule where its service endpoint is on, the addresses through which its
 * traffic leaves where they are declared here, else a subnet rule together with the endpoint. Null if it cannot be written.
 */
export function wayInForSubnet(vault: Vault, subnet: Subnet, network: Network): WayIn | null {
  const byAddress =
    serviceEndpointOn(subnet) === "no" ? addressEdits(vault, egressOf(subnet, vault, network)) : null;
  return byAddress ?? wayInBySubnetRule(vault, subnet);
}

/** Whether a vault has a rule for a subnet, which may lack its service endpoint. */
export function listsSubnet({ subnetLinks }: Vault, { key }: Subnet): boolean {
  return subnetLinks.some(({ link }) => link.kind === "declared" && link.to.key === key);
}

/** A subnet rule, and the service endpoint where it is off; null if either cannot be written. */
export function wayInBySubnetRule(vault: Vault, subnet: Subnet): WayIn | null {
  const endpoint = serviceEndpointOn(subnet);
  const edits = vault.kind === "vault" ? subnetRuleEdits(vault, subnet) : null;
  if (!edits || endpoint === "maybe") return null;
  if (endpoint === "yes") return { edits, beside: [], way: { kind: "subnet-rule", turnsOnEndpoint: false } };
  if (isOneOfLoop(subnet)) return null;
  const turnOn = [append(subnet.serviceEndpoints, serviceEndpointName)];
  return {
    edits,
    beside: [{ target: subnet, edits: turnOn }],
    way: { kind: "subnet-rule", turnsOnEndpoint: true },
  };
}

/** Lists another subnet in place of one; none where it cannot be named beside the vault. */
export function replaceSubnet(
  vault: Vault,
  { field }: SubnetRule["item"],
  subnet: Subnet,
  other: Subnet,
): readonly Fix[] {
  const reference = referenceToSubnet(other);
  const waiting = waitEdits(vault, other);
  if (!reference || !waiting || waitsFor(other.instance, vault.instance) === "yes") return [];
  const title: FixTitle = {
    kind: "replace-with-subnet-rule",
    rule: subnetLabel(subnet),
    subnets: [subnetLabel(other)],
  };
  return [fix({ title, preferred: true, target: vault, edits: [set(field, reference), ...waiting] })];
}

/** The service endpoint of a subnet that a vault allows once it is on; none of one subnet of a loop, as all would get it. */
export function turnOnServiceEndpoint(subnet: Subnet): readonly Fix[] {
  if (isOneOfLoop(subnet)) return [];
  return [
    fix({
      title: { kind: "add-service-endpoint", subnet: subnetLabel(subnet) },
      preferred: true,
      target: subnet,
      edits: [append(subnet.serviceEndpoints, serviceEndpointName)],
    }),
  ];
}

function isOneOfLoop({ instance }: Subnet): boolean {
  return instance.iteration !== null;
}

/** The title of a fix that lets subnets in; with the vault where it may be one of several. */
export function allowTitle(
  subnets: readonly Subnet[],
  way: SubnetWay,
  vault: VaultLabel | null = null,
  opens = false,
): FixTitle {
  return { kind: "allow-subnets", subnets: subnets.map(subnetLabel), way, vault, opens, ifThere: false };
}

/** A rule for a subnet by reference, which the vault then waits for; null if there is no way to name it. */
function subnetRuleEdits(vault: Vault, subnet: Subnet): readonly Edit[] | null {
  const { frame } = subnet.instance;
  const isNear = frame === vault.instance.frame;
  const reference = isNear ? referenceToSubnet(subnet) : referenceToOutput(frame, subnet.id);
  const waiting = waitEdits(vault, subnet);
  if (!reference || !waiting || waitsFor(subnet.instance, vault.instance) === "yes") return null;
  return [append(vault.subnetRules, reference), ...waiting];
}

/** Rules for all the addresses, as traffic may leave through any of them. */
function addressEdits(vault: Vault, egress: Egress | null): WayIn | null {
  if (!egress) return null;
  const { rules, bounds } = ipRulesOf(vault);
  const values = rules.map((rule) => rule.item.field.value);
  const missing = egress.addresses.filter((address) => isListed(address, { values, bounds }) !== "yes");
  const edits = missing.map((address) => address && addressRuleEdits(vault, address));
  const certain = edits.filter((each) => each !== null);
  if (certain.length < missing.length) return null;
  const of = missing.map((address) => address?.resource.symbol ?? "");
  return { edits: certain.flat(), beside: [], way: { kind: "addresses", of } };
}

function addressRuleEdits(vault: Vault, { resource, value }: EgressAddress): readonly Edit[] | null {
  if (value.kind === "known" && typeof value.value === "string") return [append(vault.ipRules, value.value)];
  const reference = referenceToAddress(resource);
  const waiting = waitEdits(vault, resource);
  if (!reference || !waiting || waitsFor(resource.instance, vault.instance) === "yes") return null;
  return [append(vault.ipRules, reference), ...waiting];
}
