import { nameOf } from "../../access/vault-label.ts";
import { is } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import { declarePeering } from "../../network/declare/resources.ts";
import { networkWithId } from "../../network/ids/same-network.ts";
import type { Network } from "../../network/network.ts";
import type { Connected } from "../../path/peering.ts";
import { type Fix, fix, set, declaring } from "../fix.ts";

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
