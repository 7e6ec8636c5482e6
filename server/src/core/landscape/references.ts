import { grouped } from "../logic/grouped.ts";
import { identityOfRoot } from "../evaluate/instances/frames.ts";
import { foldedText } from "../evaluate/values/symbol.ts";
import { isolated } from "../logic/isolated.ts";
import { memoize, once } from "../logic/memoize.ts";
import {
  declaredVaults,
  type Identity,
  lookedUpVaults,
  type Member,
  mentionedVaults,
  neverCreated,
  type SeenVault,
  vaultsFromStates,
} from "./member.ts";
import { isTypo } from "../text/is-typo.ts";

/** A vault that a root declares, in one environment. */
export interface Declared {
  readonly member: Member;
  readonly vault: SeenVault;
}

/** That a root refers to a vault of another one. */
export interface Reference {
  readonly from: Member;
  /** The key of the vault that it is looked up as; null if only its id or address is written. */
  readonly lookup: string | null;
  /** The declaration, once for each environment of its root that may be meant; never empty. */
  readonly to: readonly [Declared, ...Declared[]];
  /** False if only the expressions of the names are equal. */
  readonly certain: boolean;
}

/** That a root looks up a vault which several roots, or several calls of one root, declare. */
export interface Unclear {
  readonly from: Member;
  readonly lookup: string;
  readonly candidates: readonly Declared[];
}

/** That a root refers to a vault that nothing declares, with a name that is almost that of a vault of another root. */
export interface Misspelled {
  readonly from: Member;
  /** The declaration, once for each environment of its root; never empty. */
  readonly to: readonly [Declared, ...Declared[]];
}

/** What roots refer to. */
export interface Found {
  readonly references: readonly Reference[];
  readonly unclear: readonly Unclear[];
  readonly misspelled: readonly Misspelled[];
}

/**
 * Finds which vaults of other roots each root refers to. After a keystroke nearly all roots are as before, so that what is asked of each of them is
 * remembered in one place, and those that refer to nothing cost next to nothing.
 */
export function referencesAmong(all: readonly Member[]): Found {
  const looks = all.flatMap(lookAt);
  const declared = once(() => groupByKey(looks));
  const near = once(() => misspeller(declared().keys()));
  const found = looks.flatMap((look) => look.asked.map((asked) => find(asked, look, { declared, near })));
  return {
    references: [
      ...found.flatMap(({ to, from, lookup, certain }) => (to ? [{ from, lookup, to, certain }] : [])),
      ...looks.flatMap((look) => referencesByState(look, looks)),
    ],
    misspelled: found.flatMap(({ from, instead }) => (instead ? [{ from, to: instead }] : [])),
    unclear: found.flatMap(({ to, from, lookup, candidates }) =>
      to === null && lookup !== null && candidates.length > 0 ? [{ from, lookup, candidates }] : [],
    ),
  };
}

/** What a root declares and refers to. */
interface Look {
  readonly from: Member;
  readonly declared: readonly Declared[];
  /** The keys of what it declares. */
  readonly own: ReadonlySet<string>;
  /** Those of them that no world creates; none where it refers to nothing. */
  readonly never: ReadonlySet<string>;
  readonly asked: readonly Asked[];
  /** The names that it has from states of other roots. */
  readonly fromStates: readonly string[];
}

/** A root in which looking for references triggers a bug has none; what else is asked of it reports the bug. */
function lookAt(member: Member): readonly Look[] {
  const look = isolated(() => lookOf(member));
  return "value" in look ? [look.value] : [];
}

const lookOf = memoize((from: Member): Look => {
  const asked = askedFor(from);
  return {
    from,
    asked,
    declared: declaredVaults(from).map((vault) => ({ member: from, vault })),
    own: keysOfAll(declaredVaults(from)),
    never: keysOfAll(asked.length === 0 ? [] : neverCreated(from)),
    fromStates: vaultsFromStates(from),
  };
});

interface Landscape {
  /** What is declared under each key. */
  readonly declared: () => ReadonlyMap<string, readonly Declared[]>;
  readonly near: () => (key: string) => readonly string[];
}

/** What a root means that asks for a vault. */
function find({ lookup, keys, certain }: Asked, { from, own, never }: Look, { declared, near }: Landscape) {
  // A root that looks a vault up does not mean the one that it would create.
  const isOwn = keys.some((each) => own.has(each) || (lookup === null && never.has(each)));
  const key = isOwn ? undefined : keys.find((each) => declared().has(each));
  const candidatesUnder = (name: string | undefined): readonly Declared[] =>
    name === undefined ? [] : candidatesOf(from, declared().get(name) ?? []);
  const candidates = candidatesUnder(key);
  const [meantInstead, ...others] =
    isOwn || key !== undefined || !certain ? [] : keys.flatMap((each) => near()(each));
  const instead = others.length === 0 ? meant(candidatesUnder(meantInstead)) : null;
  return { from, lookup, to: meant(candidates), certain, candidates, instead };
}

function groupByKey(looks: readonly Look[]): ReadonlyMap<string, readonly Declared[]> {
  return grouped(
    looks.flatMap(({ declared }) => declared),
    ({ vault }) => keysOf(vault),
  );
}

function keysOfAll(vaults: readonly SeenVault[]): ReadonlySet<string> {
  return new Set(vaults.flatMap(keysOf));
}

/** The vaults of other roots whose names a root has from their states. */
function referencesByState({ from, fromStates }: Look, looks: readonly Look[]): readonly Reference[] {
  return fromStates.flatMap((name) =>
    looks
      .filter(({ from: member }) => member.root !== from.root && name.includes(identityOfRoot(member)))
      .flatMap(({ from: member, declared }) => {
        const outside = member.outside().vaults.find((each) => foldedText(each.name) === name);
        const to = declared.find(({ vault: { key } }) => outside?.key === identityOfRoot(member) + key);
        return to ? [{ from, lookup: null, to: [to], certain: true } as const] : [];
      }),
  );
}

interface Asked {
  readonly lookup: string | null;
  /** Any of them may find it. */
  readonly keys: readonly string[];
  readonly certain: boolean;
}

/** What a root refers to, whether or not another one declares it. */
const askedFor = memoize((from: Member): readonly Asked[] => {
  const lookedUp = lookedUpVaults(from).map((vault): Asked => ({
    lookup: vault.key,
    keys: keysOf(vault),
    certain: vault.name !== null,
  }));
  const known = new Set(lookedUp.flatMap(({ keys }) => keys));
  const mentioned = mentionedVaults(from).map((name): Asked => {
    const keys = (["vault", "managedHsm"] as const).flatMap((kind) =>
      keysOf({ kind, name, expression: null }),
    );
    return { lookup: null, keys, certain: true };
  });
  return [...lookedUp, ...mentioned.filter(({ keys }) => !keys.some((key) => known.has(key)))];
});

function keysOf({ kind, name, expression }: Identity): readonly string[] {
  if (name !== null) return [`${kind} ${name}`];
  return expression === null ? [] : [`${kind} ${expression}`];
}

/** The declarations of other roots: those of the root's own environment where the other root has it, else those of all environments. */
function candidatesOf(from: Member, declared: readonly Declared[]): readonly Declared[] {
  const others = declared.filter(({ member }) => member.root !== from.root);
  const same = others.filter(({ member }) => member.environment === from.environment);
  const roots = new Set(same.map(({ member }) => member.root));
  return [...same, ...others.filter(({ member }) => !roots.has(member.root))];
}

/** The declaration that is meant, in each environment; null if several roots, or several calls of one root, have one. */
function meant([first, ...rest]: readonly Declared[]): Reference["to"] | null {
  if (!first || rest.some(({ member }) => member.root !== first.member.root)) return null;
  const members = new Set([first, ...rest].map(({ member }) => member));
  return members.size > rest.length ? [first, ...rest] : null;
}

/** Finds the names that another one probably misspells. */
function misspeller(names: Iterable<string>): (name: string) => readonly string[] {
  const byShorter = grouped(names, withOneLess);
  return (name) => {
    const near = withOneLess(name).flatMap((shorter) => byShorter.get(shorter) ?? []);
    return [...new Set(near)].filter((each) => isTypo(name, each));
  };
}

/** Two names that differ by one letter, or by two that are swapped, have one of these in common. */
function withOneLess(name: string): readonly string[] {
  return [name, ...Array.from(name, (_, at) => name.slice(0, at) + name.slice(at + 1))];
}
