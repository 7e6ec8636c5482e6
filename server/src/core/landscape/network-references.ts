import { grouped } from "../logic/grouped.ts";
import { identityOfRoot } from "../evaluate/instances/frames.ts";
import { isolated } from "../logic/isolated.ts";
import type { DocumentId } from "../text/document.ts";
import { declaredNames, declaredPlaces, endOfKey, type Member, wantedPlaces } from "./member.ts";

/** That a root refers to a virtual network, a private DNS zone or a perimeter of another one. */
export interface NetworkReference {
  readonly from: Member;
  /** The root that declares it, in each environment that may be meant; never empty. */
  readonly to: readonly [Place, ...Place[]];
}

export interface Place {
  readonly member: Member;
}

/** Finds the roots whose networks others refer to. What several roots declare is of none of them. */
export function networkReferencesAmong(all: readonly Member[]): readonly NetworkReference[] {
  const members = all.filter((member) => "value" in isolated(() => wantedPlaces(member)));
  const wanting = members.filter((member) => wantedPlaces(member).length > 0);
  if (wanting.length === 0) return [];
  const mayBeMeant = wantedFrom(wanting);
  const declared = grouped(members.filter(mayBeMeant), declaredPlaces);
  return wanting.flatMap((from) => {
    const found = wantedPlaces(from).flatMap((key) => {
      const others = (declared.get(key) ?? []).filter(({ root }) => root !== from.root);
      const [first] = others;
      return first && others.every(({ root }) => root === first.root)
        ? [meant(from, [first, ...others.slice(1)])]
        : [];
    });
    const byRoot = new Map(found.map((to) => [to[0].member.root, to]));
    return [...byRoot.values()].map((to): NetworkReference => ({ from, to }));
  });
}

/** Another root is taken in the environment of the root that refers to it, or in all of its own if it does not have that one. */
function meant(from: Member, [first, ...rest]: readonly [Member, ...Member[]]): NetworkReference["to"] {
  const same = [first, ...rest].find(({ environment }) => environment === from.environment);
  return same ? [{ member: same }] : [{ member: first }, ...rest.map((member) => ({ member }))];
}

/**
 * Which roots may declare what others refer to: their names end alike, or it is known from their states. Only these are evaluated once
 * more, as other roots see them.
 */
function wantedFrom(members: readonly Member[]): (member: Member) => boolean {
  const wanting = new Map<string, Set<DocumentId>>();
  const fromStates: string[] = [];
  for (const member of members)
    for (const key of wantedPlaces(member)) {
      const roots = wanting.get(endOfKey(key)) ?? new Set();
      wanting.set(endOfKey(key), roots.add(member.root));
      if (key.includes("@")) fromStates.push(key);
    }
  return (member) => {
    for (const name of declaredNames(member)) {
      const roots = wanting.get(name);
      if (roots && (roots.size > 1 || !roots.has(member.root))) return true;
    }
    return fromStates.some((key) => key.includes(identityOfRoot(member)));
  };
}
