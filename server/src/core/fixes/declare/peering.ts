import { nameOf } from "../../access/say.ts";
import { is } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import { sameId, sameResource } from "../../network/ids/links.ts";
import type { Network } from "../../network/network.ts";
import type { Connected } from "../../path/peering.ts";
import { set } from "../edit.ts";
import type { Fix } from "../fix.ts";
import { fix } from "../fix.ts";
import { declare, declareAll, named } from "./declare.ts";
import { peering } from "./kinds.ts";
import { wordFor } from "./style-of-file.ts";

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
  const here = network.virtualNetworks.find(({ id }) => sameResource(id, link.networkId) === "yes");
  const there = network.virtualNetworks.find(({ id }) => sameId(link.remote.value, id) === "yes");
  const [remote, parent] = [here && named(here), there && named(there)];
  if (!here || !there || !remote || !parent) return [];
  const declared = declare(peering, {
    beside: there,
    parent,
    words: [wordFor(there), "to", wordFor(here)],
    name: `to-${wordFor(here)}`,
    values: ({ remote: { path, encode }, allowsAccess }) => [
      [path, encode(remote.id)],
      [allowsAccess.path, true],
    ],
  });
  const edit = declareAll(declared);
  const title = { kind: "add-peering", from: nameOf(there), to: nameOf(here) } as const;
  return edit ? [fix({ title, preferred: true, target: there, edits: [edit] })] : [];
}
