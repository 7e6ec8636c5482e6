import type { Value } from "../evaluate/values/value.ts";
import { is } from "../evaluate/values/value.ts";
import type { Truth } from "../logic/truth.ts";
import { all, any, truth } from "../logic/truth.ts";
import { sameId, sameResource } from "../network/ids/links.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, VirtualNetwork } from "../network/network.ts";
import { isAzurerm } from "../network/schema/choose.ts";
import type { Peering } from "../network/peering.ts";

/** Whether packets get from one network to another, and what that depends on. */
export interface Connected {
  readonly answer: Truth;
  readonly because: "same-network" | "peered" | "one-side" | "through-hub" | "not-declared";
  /** The links that were found. */
  readonly links: readonly Peering[];
}

/**
 * Whether a network reaches another one: it is the same, or both have a link to the other. One link alone carries nothing, and
 * links do not add up (https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering).
 */
export function connection(from: Value, to: Value, network: Network): Connected {
  const same = sameResource(from, to);
  if (same === "yes") return { answer: "yes", because: "same-network", links: [] };
  const there = linksBetween(from, to, network);
  const back = linksBetween(to, from, network);
  const links = [...there, ...back];
  const answer = all([any(there.map(carries)), any(back.map(carries))]);
  if (answer !== "no") return { answer, because: "peered", links };
  if (same === "maybe") return { answer: "maybe", because: "not-declared", links };
  const mayBeElsewhere = !ownsBoth(from, to, network);
  if (links.length > 0) return { answer: mayBeElsewhere ? "maybe" : "no", because: "one-side", links };
  const hubs = throughHub(from, to, network);
  return hubs.length > 0
    ? { answer: mayBeElsewhere ? "maybe" : "no", because: "through-hub", links: hubs }
    : { answer: "maybe", because: "not-declared", links };
}

function linksBetween(from: Value, to: Value, { peerings }: Network): readonly Peering[] {
  return peerings.filter(
    (each) =>
      each.exists.truth !== "no" &&
      sameResource(each.networkId, from) === "yes" &&
      sameId(each.remote.value, to) === "yes",
  );
}

/**
 * Access is on by default in azurerm; Azure documents no default, and clients that left it out have had either. A peering
 * of some subnets may leave out this one.
 */
function carries({ exists, allowsAccess, isComplete, instance }: Peering): Truth {
  const byDefault: Truth = isAzurerm(instance) ? "yes" : "maybe";
  const access = allowsAccess.value.kind === "absent" ? byDefault : is(allowsAccess.value, truth);
  const complete = isComplete.value.kind === "absent" ? "yes" : is(isComplete.value, truth);
  return all([exists.truth, access, complete === "no" ? "maybe" : complete]);
}

/** Whether both networks are declared here, and nothing that is not read may connect them. */
function ownsBoth(from: Value, to: Value, network: Network): boolean {
  const declared = [from, to].map((id) =>
    network.virtualNetworks.find(
      (each) => !each.instance.declaration.existing && sameResource(each.id, id) === "yes",
    ),
  );
  const [a, b] = declared;
  return a !== undefined && b !== undefined && !mayDeclareAbout(network, a, b);
}

/** The links to a network between them, which has links with both. */
function throughHub(from: Value, to: Value, network: Network): readonly Peering[] {
  const isHub = (hub: VirtualNetwork): readonly Peering[] => {
    const first = [...linksBetween(from, hub.id, network), ...linksBetween(hub.id, from, network)];
    const second = [...linksBetween(to, hub.id, network), ...linksBetween(hub.id, to, network)];
    return first.length > 0 && second.length > 0 ? [...first, ...second] : [];
  };
  return network.virtualNetworks.map(isHub).find((links) => links.length > 0) ?? [];
}
