import { isolated } from "../logic/isolated.ts";
import type { Member } from "./member.ts";
import { declaredPlaces, wantedPlaces } from "./shared-places.ts";

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
  const members = all.filter(
    (member) => "value" in isolated(() => [declaredPlaces(member), wantedPlaces(member)]),
  );
  const declared = new Map<string, Member[]>();
  for (const member of members)
    for (const key of declaredPlaces(member)) {
      const before = declared.get(key);
      if (before) before.push(member);
      else declared.set(key, [member]);
    }
  return members.flatMap((from) => {
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
