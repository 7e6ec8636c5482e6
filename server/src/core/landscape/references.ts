import { identityOfRoot } from "../evaluate/instances/frames.ts";
import { foldedText } from "../evaluate/values/symbol.ts";
import { isolated } from "../logic/isolated.ts";
import { memoize, once } from "../logic/memoize.ts";
import type { Identity, Member, SeenVault } from "./member.ts";
import { declaredVaults, lookedUpVaults, mentionedVaults, neverCreated, vaultsFromStates } from "./member.ts";
import { misspeller } from "./misspelled.ts";

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

/** Finds which vaults of other roots each root refers to. */
export function referencesAmong(all: readonly Member[]): Found {
  const members = all.filter(canBeRead);
  const declared = new Map<string, Declared[]>();
  for (const member of members)
    for (const vault of declaredVaults(member))
      for (const key of keysOf(vault)) {
        const before = declared.get(key);
        if (before) before.push({ member, vault });
        else declared.set(key, [{ member, vault }]);
      }
  const near = once(() => misspeller(declared.keys()));
  const asked = members.map((from) => {
    const own = keysOfAll(declaredVaults(from));
    const never = keysOfAll(neverCreated(from));
    return askedFor(from).flatMap(({ lookup, keys, certain }) => {
      // A root that looks a vault up does not mean the one that it would create.
      const isOwn = keys.some((each) => own.has(each) || (lookup === null && never.has(each)));
      const key = isOwn ? undefined : keys.find((each) => declared.has(each));
      const candidates = key === undefined ? [] : candidatesOf(from, declared.get(key) ?? []);
      const to = meant(candidates);
      const [meantInstead, ...others] =
        isOwn || key !== undefined || !certain ? [] : keys.flatMap((each) => near()(each));
      const isMisspelled = meantInstead !== undefined && others.length === 0;
      const instead = isMisspelled ? meant(candidatesOf(from, declared.get(meantInstead) ?? [])) : null;
      return { from, lookup, to, certain, candidates, instead };
    });
  });
  const found = asked.flat();
  return {
    references: [
      ...found.flatMap(({ to, from, lookup, certain }) => (to ? [{ from, lookup, to, certain }] : [])),
      ...members.flatMap((from) => referencesByState(from, members)),
    ],
    misspelled: found.flatMap(({ from, instead }) => (instead ? [{ from, to: instead }] : [])),
    unclear: found.flatMap(({ to, from, lookup, candidates }) =>
      to === null && lookup !== null && candidates.length > 0 ? [{ from, lookup, candidates }] : [],
    ),
  };
}

function keysOfAll(vaults: readonly SeenVault[]): ReadonlySet<string> {
  return new Set(vaults.flatMap(keysOf));
}

/** A root in which looking for references triggers a bug has none; what else is asked of it reports the bug. */
function canBeRead(member: Member): boolean {
  return "value" in isolated(() => [declaredVaults(member), askedFor(member), vaultsFromStates(member)]);
}

/** The vaults of other roots whose names a root has from their states. */
function referencesByState(from: Member, members: readonly Member[]): readonly Reference[] {
  return vaultsFromStates(from).flatMap((name) =>
    members
      .filter((member) => member.root !== from.root && name.includes(identityOfRoot(member)))
      .flatMap((member) => {
        const outside = member.outside().vaults.find((each) => foldedText(each.name) === name);
        const vault = declaredVaults(member).find(({ key }) => outside?.key === identityOfRoot(member) + key);
        return vault ? [{ from, lookup: null, to: [{ member, vault }], certain: true } as const] : [];
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
