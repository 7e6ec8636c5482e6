import { grouped } from "../logic/grouped.ts";
import type { World } from "../access/worlds.ts";
import { identityOfRoot } from "../evaluate/instances/frames.ts";
import { eachInTurn, type HostTime } from "../logic/host-time.ts";
import { type Failure, isolated } from "../logic/isolated.ts";
import { bindWith } from "../network/bind/network.ts";
import type { LinkedVault, Neighbors } from "../network/network.ts";
import { limits } from "../text/limits.ts";
import { spanKey } from "../text/document.ts";
import {
  attachedBy,
  attachmentsOf,
  type Contribution,
  declarationOf,
  networkFor,
  partsOf,
  usesOf,
} from "./contributions.ts";
import { hasVaults, lookedUpVaults, type Member, neverCreated } from "./member.ts";
import { type NetworkReference, networkReferencesAmong } from "./network-references.ts";
import { type Declared, type Reference, referencesAmong, type Unclear } from "./references.ts";
import { Remembered } from "../logic/memoize.ts";

/**
 * Links the roots of a repository: a vault that one of them looks up is the vault that another one declares, and everything that
 * concerns it counts as if it were in one root. Returns the worlds of each root that is linked with another one; a root that is not
 * stays as it is, and one that cannot be linked has a failure. Called again with some new members, it returns the same worlds for roots
 * that these do not affect.
 */
export function linkRoots(
  members: readonly Member[],
  { inTime = (_, work) => work(), eachInTime = eachInTurn }: HostTime = {},
): ReadonlyMap<Member, Linked | Unlinked> {
  // A root is never linked with itself, in whatever environments.
  if (members.every(({ root }) => root === members[0]?.root)) return new Map();
  const { references, unclear, misspelled } = referencesAmong(members);
  const toNetworks = networkReferencesAmong(members);
  const certain = references.filter((reference) => reference.certain);
  const siblings = siblingsAmong(
    grouped(certain, ({ to }) => to.map(keyOf)),
    vaultPartsOfUser,
  );
  const neighbors = siblingsAmong(
    grouped(toNetworks, ({ to }) => to.map(({ member }) => identityOfRoot(member))),
    ({ from }) => attachmentsOf(from),
  );
  const ties = grouped<Tie, Member>(
    [
      ...references.map((each) => tie(each, (to) => aboutVault(each, to, siblings))),
      ...toNetworks.map((each) => tie(each, (to) => aboutNetwork(each, to, neighbors))),
      ...misspelled.map((each) => tie(each, (to) => [declarationOf(to.member, to.vault)])),
    ],
    ({ from }) => [from],
  );
  const owned = grouped(certain, ({ to }) => to.map(({ member }) => member));
  const attached = grouped(toNetworks, ({ to }) => to.map(({ member }) => member).filter(hasVaults));
  const unclearFrom = grouped(unclear, (each) => [each.from]);
  const link = (member: Member): Linked => {
    const used = [...usesOf(owned.get(member) ?? []), ...attachedBy(attached.get(member) ?? [])];
    const variants = variantsOf(member, ties.get(member) ?? []).map(({ environment, targets }) => ({
      environment,
      contributions: [...targets.flatMap(({ contributions }) => contributions()), ...used],
    }));
    return remembered(member, variants, candidatesIn(unclearFrom.get(member) ?? []));
  };
  const concerned = members.filter((member) =>
    [ties, owned, attached, unclearFrom].some((group) => group.has(member)),
  );
  const linked = eachInTime(concerned, (member) => {
    const found = isolated(() => inTime(member.root, () => link(member)));
    return [member, "value" in found ? found.value : found] as const;
  });
  return new Map(linked);
}

/** Why a root could not be linked. */
interface Unlinked {
  readonly failed: Failure;
}

/** A root together with what other roots contribute to it. */
export interface Linked {
  readonly worlds: readonly World[];
  /** The roots that contribute something. */
  readonly neighbors: readonly Member[];
}

/** That a root refers to something of another one. */
interface Tie {
  readonly from: Member;
  /** Once for each environment of the other root that may be meant. */
  readonly to: readonly Target[];
}

interface Target {
  readonly member: Member;
  /** What counts in the root that refers to it. */
  readonly contributions: () => readonly Contribution[];
}

function tie<T extends { readonly member: Member }>(
  { from, to }: { readonly from: Member; readonly to: readonly T[] },
  contributionsFor: (to: T) => readonly Contribution[],
): Tie {
  return {
    from,
    to: to.map((each) => ({ member: each.member, contributions: () => contributionsFor(each) })),
  };
}

interface Variant {
  /** The environment of other roots; null if it makes no difference. */
  readonly environment: string | null;
  readonly targets: readonly Target[];
}

/**
 * The environments of other roots that may be meant, if there are several. If there are more of them than worlds are allowed, what
 * depends on them stays unlinked.
 */
function variantsOf({ worlds }: Member, ties: readonly Tie[]): readonly Variant[] {
  const always = ties.flatMap(({ to }) => (to.length === 1 ? to : []));
  const open = ties.filter(({ to }) => to.length > 1);
  const names = [...new Set(open.flatMap(({ to }) => to.map(({ member }) => member.environment)))].sort();
  if (names.length === 0 || names.length * worlds.length > limits.worlds)
    return [{ environment: null, targets: always }];
  return names.map((environment) => {
    const chosen = open.flatMap(
      ({ to }) => to.find(({ member }) => member.environment === environment) ?? [],
    );
    return { environment, targets: [...always, ...chosen] };
  });
}

/** What the root that declares a vault, and the others that refer to it, contribute to one that refers to it. */
function aboutVault(
  { from, lookup, certain }: Reference,
  to: Declared,
  siblings: Siblings,
): readonly Contribution[] {
  const owner = partsOf(to.member, { key: keyOf(to), name: to.vault.written });
  const link = lookup === null ? null : { lookup, to: linkedVault(to, certain) };
  const others = certain ? siblings(keyOf(to), from.environment) : [];
  return [{ ...owner, link }, ...others.filter((each) => each.from.root !== from.root)];
}

/** What a root contributes if only its network is referred to, with the other roots that refer to it. */
function aboutNetwork(
  { from }: NetworkReference,
  { member }: { readonly member: Member },
  siblings: Siblings,
): readonly Contribution[] {
  const others = siblings(identityOfRoot(member), from.environment);
  return [networkFor(from, member), ...others.filter((each) => each.from.root !== from.root)];
}

/**
 * What roots that refer to the same thing contribute to each other, each in an environment of that name where it has one: by the key of
 * what they refer to, and the environment.
 */
type Siblings = (key: string, environment: string | null) => readonly Contribution[];

/** Few of them contribute anything, however many there are, so that these are found once for each key and environment. */
function siblingsAmong<R extends { readonly from: Member }>(
  users: ReadonlyMap<string, readonly R[]>,
  partsOfUser: (reference: R, key: string) => Contribution,
): Siblings {
  const known = new Map<string, readonly Contribution[]>();
  return (key, environment) => {
    const place = `${key}\n${environment ?? ""}`;
    const before = known.get(place);
    if (before) return before;
    const all = users.get(key) ?? [];
    const same = all.filter(({ from }) => from.environment === environment);
    const roots = new Set(same.map(({ from }) => from.root));
    const meant = [...same, ...all.filter(({ from }) => !roots.has(from.root))];
    const found = meant
      .map((reference) => partsOfUser(reference, key))
      .filter(({ instances }) => instances.length > 0);
    known.set(place, found);
    return found;
  };
}

function vaultPartsOfUser({ from, to }: Reference, key: string): Contribution {
  const meant = to.find((each) => keyOf(each) === key);
  return partsOf(from, { key: null, name: meant?.vault.written ?? null });
}

function linkedVault({ member, vault }: Declared, certain: boolean): LinkedVault {
  const { root, environment } = member;
  const { module, symbol, label } = vault;
  return { root, environment, key: keyOf({ member, vault }), module, symbol, label, certain };
}

type Candidates = Neighbors["candidates"];

/** Each declaration once, whatever its environments. */
function candidatesIn(unclear: readonly Unclear[]): Candidates {
  return new Map(
    unclear.map(({ lookup, candidates }) => {
      const vaults = candidates.map((each) => linkedVault(each, false));
      return [
        lookup,
        [
          ...new Map(
            vaults.map((each) => [`${each.root} ${spanKey(each.label)} ${each.module ?? ""}`, each]),
          ).values(),
        ],
      ];
    }),
  );
}

function keyOf({ member, vault }: Declared): string {
  return identityOfRoot(member) + vault.key;
}

interface Linking extends Pick<Variant, "environment"> {
  readonly contributions: readonly Contribution[];
}

const answers = new Remembered<Member, { readonly inputs: readonly unknown[]; readonly linked: Linked }>();

function remembered(member: Member, variants: readonly Linking[], candidates: Candidates): Linked {
  const inputs = [
    JSON.stringify([...candidates]),
    ...variants.flatMap(({ environment, contributions }) => [
      environment,
      ...contributions.flatMap(({ instances, link }) => [instances, link && JSON.stringify(link)]),
    ]),
  ];
  const before = answers.get(member);
  const isSame =
    before?.inputs.length === inputs.length && before.inputs.every((each, index) => each === inputs[index]);
  if (before && isSame) return before.linked;
  const worlds = variants.flatMap((variant) => worldsWith(member, variant, candidates));
  const neighbors = [
    ...new Set(variants.flatMap(({ contributions }) => contributions.map(({ from }) => from))),
  ];
  const linked = { worlds, neighbors };
  answers.set(member, { inputs, linked });
  return linked;
}

function worldsWith(
  member: Member,
  { environment, contributions }: Linking,
  candidates: Candidates,
): readonly World[] {
  const neighbors = { ...neighborsOf(contributions), candidates };
  // A vault that a root looks up unless it creates it is not the other root's where it does.
  const isCreatedInstead = createsInstead(member);
  return member.worlds.map(({ assignment, network, whenCreated }) => ({
    assignment:
      environment === null ? assignment : new Map([...assignment, [environmentIn(assignment), environment]]),
    network: bindWith(network, neighbors),
    ...(whenCreated
      ? { whenCreated: isCreatedInstead ? whenCreated : bindWith(whenCreated, neighbors) }
      : {}),
  }));
}

/** The name of the other root's environment, beside the parameters that a world assumes. */
function environmentIn(assignment: World["assignment"]): string {
  return assignment.has("environment") ? "other environment" : "environment";
}

function createsInstead(member: Member): boolean {
  const names = new Set(lookedUpVaults(member).flatMap(({ written }) => written ?? []));
  return neverCreated(member).some(({ written }) => names.has(written ?? ""));
}

function neighborsOf(contributions: readonly Contribution[]): Omit<Neighbors, "candidates"> {
  return {
    instances: [...new Set(contributions.flatMap(({ instances }) => instances))],
    unread: [...new Set(contributions.flatMap(({ unread }) => unread))],
    intact: contributions.every(({ intact }) => intact),
    linked: new Map(contributions.flatMap(({ link }) => (link ? [[link.lookup, link.to]] : []))),
  };
}
