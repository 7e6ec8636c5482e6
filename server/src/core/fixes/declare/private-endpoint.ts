import { subnetLabel } from "../../access/source.ts";
import { labelOf, nameOf } from "../../access/vault-label.ts";
import { is } from "../../evaluate/values/value.ts";
import { memoize } from "../../logic/memoize.ts";
import { truth } from "../../logic/truth.ts";
import { declareEndpoint, declarePeering, registerIn } from "../../network/declare/resources.ts";
import { referenceToSubnet } from "../../network/ids/reference-to.ts";
import { networkWithId, sameNetwork } from "../../network/ids/same-network.ts";
import type { Network, PrivateEndpoint, Subnet, Vault, VirtualNetwork } from "../../network/network.ts";
import { causesOfUnseenEndpoints, endpointsOf } from "../../path/endpoints.ts";
import type { Connected } from "../../path/peering.ts";
import type { AddedDns } from "../fix-title.ts";
import { append, declaring, type Fix, fix, set } from "../fix.ts";
import { type LinkedZone, zoneFor } from "./resolve-privately.ts";

/** https://learn.microsoft.com/azure/key-vault/general/private-link-service, https://learn.microsoft.com/azure/key-vault/managed-hsm/private-link */
const groups: Readonly<Record<Vault["kind"], string>> = { vault: "vault", managedHsm: "managedhsm" };

/**
 * A private endpoint of a vault that has none, in the network of a subnet, registered in the zone in which that network looks it up;
 * none where that is not visible here.
 */
export function addPrivateEndpoint(vault: Vault, caller: Subnet, network: Network): readonly Fix[] {
  if (endpointsOf(vault, network).length > 0 || causesOfUnseenEndpoints(vault, network).length > 0) return [];
  const around = networkWithId(caller.networkId, network);
  const home = around && homeFor(caller, around, network);
  const subnet = home && referenceToSubnet(home);
  const dns = around && zoneFor(vault, around, vault, network);
  if (!home || !subnet || !dns) return [];
  const place = { group: groups[vault.kind], network: around, subnet, zone: dns.zone };
  const edit = declaring(...dns.declared, ...declareEndpoint(vault, place));
  const title = {
    kind: "add-private-endpoint",
    vault: labelOf(vault),
    subnet: subnetLabel(home),
    dns: whatIsAdded(dns),
  } as const;
  return edit ? [fix({ title, target: vault, edits: [edit] })] : [];
}

function whatIsAdded({ declared }: LinkedZone): AddedDns {
  return declared.length > 1 ? "zone" : declared.length === 1 ? "link" : "nothing";
}

/** Networks that Azure keeps for services of its own, and subnets that are given to one, have no private endpoints of others. */
const reserved = /^(?:GatewaySubnet|AzureFirewall\w*|AzureBastionSubnet|RouteServerSubnet)$/i;

interface Homes {
  /** The subnets that can have endpoints. */
  readonly free: readonly Subnet[];
  /** The first of them that has some. */
  readonly used: Subnet | null;
}

/** Asked for each caller that has no way in. */
const homesIn = memoize((network: Network) =>
  memoize(({ id }: VirtualNetwork): Homes => {
    const free = network.subnets.filter(
      (each) =>
        each.delegations.state === "absent" &&
        each.exists.truth === "yes" &&
        !isReserved(each) &&
        sameNetwork(each.networkId, id, network) === "yes",
    );
    const used = new Set(
      network.privateEndpoints.flatMap(({ subnet }) => (subnet?.kind === "declared" ? [subnet.to.key] : [])),
    );
    return { free, used: free.find(({ key }) => used.has(key)) ?? null };
  }),
);

function isReserved({ name }: Subnet): boolean {
  return name.kind === "known" && typeof name.value === "string" && reserved.test(name.value);
}

/** The subnet for an endpoint: one that has endpoints already, else that of the caller, else any other of its network. */
function homeFor(caller: Subnet, around: VirtualNetwork, network: Network): Subnet | null {
  const { free, used } = homesIn(network)(around);
  return used ?? free.find(({ key }) => key === caller.key) ?? free[0] ?? null;
}

/** Registers an endpoint that is in no zone in that of its network. */
export function registerEndpoint(endpoint: PrivateEndpoint, vault: Vault, network: Network): readonly Fix[] {
  // What is declared behind a loop would register one of its endpoints.
  if (endpoint.instance.iteration !== null) return [];
  const around = networkWithId(endpoint.networkId, network);
  const dns = around && zoneFor(vault, around, endpoint, network);
  const group = dns && endpoint.zoneGroups.length === 0 ? registerIn(endpoint, dns.zone) : null;
  if (!dns || !group) return [];
  const isInside = "list" in group;
  const edit = declaring(...dns.declared, ...(isInside ? [] : [group]));
  if (!edit) return [];
  const edits = isInside ? [append(group.list, dns.zone.id), edit] : [edit];
  const title = { kind: "register-endpoint", endpoint: nameOf(endpoint), dns: whatIsAdded(dns) } as const;
  return [fix({ title, preferred: true, target: endpoint, edits })];
}

/**
 * Connects two networks of which only one has a link to the other, or whose links do not allow access
 * (https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering).
 */
export function connectNetworks({ why, links }: Connected, network: Network): readonly Fix[] {
  if (why === "access-off") return allowAccess(links);
  return why === "one-side" ? otherSide(links, network) : [];
}

/** Has the links that do not allow access allow it. */
function allowAccess(links: Connected["links"]): readonly Fix[] {
  const closed = links.filter(
    ({ allowsAccess: { value } }) => value.kind !== "absent" && is(value, truth) !== "yes",
  );
  const [first, ...beside] = closed.map((target) => ({ target, edits: [set(target.allowsAccess, true)] }));
  const title = { kind: "open-peerings", links: closed.map(nameOf) } as const;
  return first ? [fix({ title, preferred: true, ...first, beside })] : [];
}

function otherSide([link, ...others]: Connected["links"], network: Network): readonly Fix[] {
  if (!link || others.length > 0) return [];
  const here = networkWithId(link.networkId, network);
  const there = networkWithId(link.remote.value, network);
  const edit = here && there ? declaring(declarePeering(there, here)) : null;
  if (!edit || !here || !there) return [];
  const title = { kind: "add-peering", from: nameOf(there), to: nameOf(here) } as const;
  return [fix({ title, preferred: true, target: there, edits: [edit] })];
}
