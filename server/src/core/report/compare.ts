import type { Source } from "../access/source.ts";
import { ownVaults, type VaultAcrossWorlds, type World } from "../access/worlds.ts";
import { causeKey } from "../evaluate/values/value.ts";
import { IpSet } from "../ip/ip-set.ts";
import { oncePerKey } from "../logic/memoize.ts";
import { type AddressSets, everyAddress, setsBetween } from "./address-sets.ts";
import type { CallerKind, CallerThere, NamedCaller, ComparedRoot } from "./compared-callers.ts";
import { isSameQuestion } from "./same-question.ts";
import { reportVerdicts, type VerdictReport } from "./verdicts.ts";
import { vaultNameKey } from "../network/writes/writes.ts";

/** A verdict that differs; null on the side without such a vault, or, if both have the vault, without such a caller. */
export interface AccessDifference {
  /** Whether the vault was added or removed; "changed" if both sides have it. */
  readonly kind: "added" | "changed" | "removed";
  readonly from: string;
  readonly callerKind: CallerKind;
  /** Whether `from` can be asked about; all trusted services together are not a source, nor are all addresses. */
  readonly isSource: boolean;
  readonly root: string;
  readonly environment: string | null;
  readonly before: VerdictReport | null;
  readonly after: VerdictReport | null;
  /** Which of its addresses the change concerns; none of a caller without addresses, or at a vault that is new or gone. */
  readonly sets: AddressSets;
  /** Whether others say all of it: those about the internet and about single addresses. */
  readonly repeats: boolean;
}

/** What was compared, and in what it differs. */
export interface Comparison {
  readonly differences: readonly AccessDifference[];
  /** The roots in their environments on both sides. */
  readonly slots: readonly {
    readonly was: ComparedRoot;
    readonly is: ComparedRoot;
    /** How many vaults were compared. */
    readonly vaults: number;
    /** Whether they need not be judged, as all that decides about them is equal on both sides. */
    readonly isEqual: boolean;
    /** How many pairs of a caller and a vault depend on one thing before and on another now, beside those that differ. */
    readonly undecided: number;
  }[];
}

/** How a comparison is made. */
export interface CompareOptions {
  /** Whether all addresses together are compared as well. */
  readonly isOfAll?: boolean;
  /** Asked before each caller: whether the answer is no longer needed, so that it need not be complete. */
  readonly isStopped?: () => boolean;
}

/**
 * The verdicts that differ between two states of the templates, for callers as the present ones know them, and for all addresses together. For
 * a vault that was added or removed, these are the callers that can reach it, and the internet.
 */
export function compareAccess(
  before: readonly ComparedRoot[],
  after: readonly ComparedRoot[],
  callers: readonly NamedCaller[],
  { isOfAll = true, isStopped = () => false }: CompareOptions = {},
): Comparison {
  const names = [...new Set([...after, ...before].map(({ root }) => root))];
  const slots = names.flatMap((root) => {
    const [past, now] = [before, after].map((side) => side.filter((each) => each.root === root));
    return environmentsIn([...(now ?? []), ...(past ?? [])]).map((environment) => ({
      environment,
      was: sideIn(past ?? [], root, environment),
      is: sideIn(now ?? [], root, environment),
    }));
  });
  const paired = oncePerKey((environment: string | null) => {
    const among = slots.filter((each) => each.environment === environment);
    const [past, now] = [among.map(({ was }) => was), among.map(({ is }) => is)];
    return { past, pairs: pairVaults(past, now) };
  });
  const parts = slots.map(({ environment, was, is }) => {
    const { past, pairs } = paired(environment);
    const own = pairs.filter((pair) => (pair.after ?? pair.before)?.side.root === is.root);
    const roots = new Set(own.flatMap((pair) => pair.before?.side.root ?? []));
    const isEqual =
      haveEqualInputs(was, is) && own.every((pair) => pair.before && pair.after && roots.size === 1);
    // What a job is may have changed nevertheless.
    const asked = isEqual ? callers.filter(({ calls }) => calls) : callers;
    const there = { is, own, origins: past.filter(({ root }) => roots.has(root)) };
    const ask = (some: readonly NamedCaller[]): readonly Compared[] =>
      some.flatMap((caller) => (isStopped() ? [] : comparedFor(caller, there)));
    const others = ask(asked.filter(({ isOfCatalog }) => !isOfCatalog));
    const told = others.filter(isTold);
    // What depends on the network of a service is said of addresses and subnets.
    const ofServices = ask(asked.filter(({ isOfCatalog }) => isOfCatalog)).filter(
      (each) => isTold(each) && isCertain(each) && !isFolded(each, told),
    );
    const ofAddresses = isEqual || !isOfAll ? [] : comparedFor(everyone, there);
    return {
      differences: [...told, ...ofServices, ...ofAddresses.flatMap((each) => rowOfAll(each, told))],
      slot: {
        ...{ was, is, isEqual, vaults: own.length },
        undecided: others.filter((each) => !isTold(each) && !isOneQuestion(each)).length,
      },
    };
  });
  return {
    differences: parts.flatMap((each) => each.differences),
    slots: parts.map(({ slot }) => slot),
  };
}

/** A root in one environment, with the pairs of its vaults and the roots that had them before. */
interface Slot {
  readonly is: ComparedRoot;
  readonly own: readonly VaultPair[];
  readonly origins: readonly ComparedRoot[];
}

function comparedFor(caller: NamedCaller, { is, own, origins }: Slot): readonly Compared[] {
  const [was, now] = [caller.sourceIn(is.root, "before"), caller.sourceIn(is.root, "after")];
  const source = now ?? was;
  if (!source) return [];
  return compared(
    is,
    { from: caller.from, callerKind: caller.callerKind, source },
    origins.map((each) => sideOf(each, was, caller, own, "before")),
    [sideOf(is, now, caller, own, "after")],
    (vault) => {
      const { before = null, after = null } = own[Number(vault)] ?? {};
      return isSameQuestion(before, after);
    },
  );
}

function isAtSameVault(one: AccessDifference, other: AccessDifference): boolean {
  return one.before?.vaultKey === other.before?.vaultKey && one.after?.vaultKey === other.after?.vaultKey;
}

/** Whether what is said of a service is said of the internet or of all trusted services as well. */
function isFolded(each: AccessDifference, told: readonly AccessDifference[]): boolean {
  return told.some(
    (other) =>
      (other.from === "internet" || (other.callerKind === "service" && !other.isSource)) &&
      isAtSameVault(other, each) &&
      other.before?.verdict === each.before?.verdict &&
      other.after?.verdict === each.after?.verdict,
  );
}

const everyone: NamedCaller = {
  from: "addresses",
  callerKind: "addresses",
  sourceIn: () => everyAddress,
};

/**
 * What becomes of all addresses at a vault; none if nothing does. At one that is new, those that it allows are gained: of one that is closed,
 * and of one that is gone, nothing is.
 */
function rowOfAll(each: AccessDifference, told: readonly AccessDifference[]): readonly AccessDifference[] {
  const { kind, before, after, sets } = each;
  const beside = told.filter((other) => isAtSameVault(other, each));
  if (kind === "changed")
    return Object.values(sets).every(({ isEmpty }) => isEmpty)
      ? []
      : [{ ...each, repeats: isSaid(sets, beside) }];
  const internet = beside.find(({ from }) => from === "internet");
  const repeats = (internet?.after ?? internet?.before)?.verdict === (after ?? before)?.verdict;
  return [{ ...each, from: "vault", callerKind: "vault", sets: setsBetween(null, after, false), repeats }];
}

/** Whether what becomes of all addresses is what becomes of the internet and of those that other differences are about. */
function isSaid(sets: AddressSets, told: readonly AccessDifference[]): boolean {
  const internet = told.find(({ from }) => from === "internet");
  const turns = [internet?.before?.verdict, internet?.after?.verdict].join(" ");
  const isAmong = (which: keyof AddressSets): boolean =>
    sets[which].isSubsetOf(IpSet.unionOf(told.map((each) => each.sets[which])));
  return (
    (turns === "denied allowed" || isAmong("gained")) &&
    (turns === "allowed denied" || isAmong("lost")) &&
    (turns.includes("depends") || isAmong("undecided"))
  );
}

/** Whether the same answers follow from both. */
function haveEqualInputs({ readFrom: one }: ComparedRoot, { readFrom: other }: ComparedRoot): boolean {
  return !!one && one.size === other?.size && [...one].every(([name, text]) => other.get(name) === text);
}

/**
 * The environments that a root has on either side. If it has any, its defaults represent those that one side does not
 * have.
 */
function environmentsIn(sides: readonly ComparedRoot[]): readonly (string | null)[] {
  const names = [...new Set(sides.map(({ environment }) => environment))];
  const named = names.filter((name) => name !== null);
  return named.length > 0 ? named.sort() : names;
}

function sideIn(side: readonly ComparedRoot[], root: string, environment: string | null): ComparedRoot {
  const own = side.find((each) => each.environment === environment);
  const found = own ?? side.find((each) => each.environment === null);
  return found ? { ...found, environment } : { root, environment, worlds: [] };
}

/** One side of a comparison for one caller. */
export interface ComparedSide {
  readonly worlds: readonly World[];
  /** What the caller is there; null if it is not there. */
  readonly source: Source | null;
  /** The vault as both sides call it; null for vaults that are left out. */
  readonly vaultOf: (verdict: VerdictReport) => string | null;
  /** Whether this side has a vault, be there a verdict for the caller or not. */
  readonly hasVault: (vault: string) => boolean;
}

/** A side whose vaults are called by the number of their pair. */
function sideOf(
  { root, worlds }: ComparedRoot,
  source: Source | null,
  { calls = () => true }: NamedCaller,
  pairs: readonly VaultPair[],
  which: "before" | "after",
): ComparedSide {
  const names = new Map(
    pairs.flatMap((pair, index): readonly (readonly [string, string])[] => {
      const own = pair[which];
      return own?.side.root === root ? [[own.across.key, String(index)]] : [];
    }),
  );
  const all = new Set(
    ownVaults(worlds).flatMap(({ key, exists }) => (exists === "no" ? [] : (names.get(key) ?? []))),
  );
  return {
    worlds,
    source,
    vaultOf: ({ vaultKey }) => (calls(worlds, vaultKey) ? (names.get(vaultKey) ?? null) : null),
    hasVault: (vault) => all.has(vault),
  };
}

/** The verdicts for one caller that differ between two sides, of which each may consist of several roots. */
export function differences(...asked: Parameters<typeof compared>): readonly AccessDifference[] {
  return compared(...asked).filter(isTold);
}

/** The verdicts for one caller at a vault of both sides or of one. */
interface Compared extends AccessDifference {
  /** Whether what is not known of the vault is the same on both. */
  readonly isSame: boolean;
}

function compared(
  { root, environment }: Pick<ComparedRoot, "root" | "environment">,
  { from, callerKind, source }: CallerThere,
  past: readonly ComparedSide[],
  now: readonly ComparedSide[],
  isSameAt: (vault: string) => boolean = () => false,
): readonly Compared[] {
  const [before, after] = [verdictsOn(past, from), verdictsOn(now, from)];
  const isAll = source.kind === "caller" && source.caller.kind === "trustedService";
  return [...new Map([...after, ...before])].map(([key, { vault }]) => {
    const [was, is] = [before.get(key)?.verdict ?? null, after.get(key)?.verdict ?? null];
    const [wasThere, isThere] = [past, now].map((side) => side.some((each) => each.hasVault(vault)));
    const isSame = isSameAt(vault);
    return {
      kind: wasThere === isThere ? "changed" : isThere ? "added" : "removed",
      ...{ from, callerKind, isSource: !isAll && source !== everyAddress, root, environment },
      ...{ before: was, after: is, isSame, repeats: false },
      sets: was && is ? setsBetween(was, is, isSame) : setsBetween(null, null, false),
    };
  });
}

interface VerdictOn {
  readonly vault: string;
  readonly verdict: VerdictReport;
}

function verdictsOn(sides: readonly ComparedSide[], from: string): ReadonlyMap<string, VerdictOn> {
  return new Map(
    sides.flatMap(({ worlds, source, vaultOf }) =>
      (source ? reportVerdicts(worlds, from, source) : []).flatMap(
        (verdict): readonly [string, VerdictOn][] => {
          const vault = vaultOf(verdict);
          return vault === null ? [] : [[`${vault} ${verdict.scenario?.service ?? ""}`, { vault, verdict }]];
        },
      ),
    ),
  );
}

function isTold({ from, before: was, after: is, sets }: AccessDifference): boolean {
  if (was && is) return was.verdict !== is.verdict || !sets.gained.isEmpty || !sets.lost.isEmpty;
  return from === "internet" || (is ?? was)?.verdict !== "denied";
}

function isCertain({ before, after }: AccessDifference): boolean {
  return !!before && !!after && ![before.verdict, after.verdict].includes("depends");
}

/** Whether an answer that depends does so on the same on both sides: as far as the vault goes, and on the way to it. */
function isOneQuestion({ before, after, isSame }: Compared): boolean {
  if (before?.verdict !== "depends" || after?.verdict !== "depends") return true;
  const [was, is] = [before, after].map(({ steps, because }) =>
    JSON.stringify([because.map(causeKey), steps], (key, value: unknown) =>
      key === "span" ? undefined : value,
    ),
  );
  return isSame && was === is;
}

/** A vault of one side of a comparison. */
interface ComparedVault {
  readonly side: ComparedRoot;
  readonly across: VaultAcrossWorlds;
}

/** A vault on both sides, or on the only one that has it. */
interface VaultPair {
  readonly before: ComparedVault | null;
  readonly after: ComparedVault | null;
}

/**
 * Pairs the vaults of two states of some templates. No two vaults of Azure have the same name
 * (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#vault-name-and-object-name), so one of the same known
 * name is the same vault, wherever it is declared; one of the same symbol is so unless both names are known and differ.
 */
function pairVaults(before: readonly ComparedRoot[], after: readonly ComparedRoot[]): readonly VaultPair[] {
  const free = new Set(vaultsOf(before));
  const pairs = new Map<ComparedVault, ComparedVault>();
  const now = vaultsOf(after);
  for (const likeness of likenesses) {
    const found = new Map([...free].reverse().map((each) => [likeness(each), each]));
    for (const each of now) {
      const key = pairs.has(each) ? null : likeness(each);
      const same = key === null ? undefined : found.get(key);
      if (!same || !free.has(same) || areNamedOtherwise(each, same)) continue;
      pairs.set(each, same);
      free.delete(same);
    }
  }
  return [
    ...now.map((each) => ({ before: pairs.get(each) ?? null, after: each })),
    ...[...free].map((each) => ({ before: each, after: null })),
  ];
}

function vaultsOf(roots: readonly ComparedRoot[]): readonly ComparedVault[] {
  return roots.flatMap((side) => ownVaults(side.worlds).map((across) => ({ side, across })));
}

/** What two vaults that are the same have in common, the strongest evidence first; null of one that does not have it. */
const likenesses: readonly ((vault: ComparedVault) => string | null)[] = [
  (each) => nameOf(each) && `${declarationOf(each)} ${nameOf(each)}`,
  (each) => nameOf(each) && `${each.side.root} ${nameOf(each)}`,
  nameOf,
  declarationOf,
];

function declarationOf({ side: { root }, across }: ComparedVault): string {
  return JSON.stringify([root, across.key]);
}

/** The name, if it is known, among those of its kind: what is only looked up is not the declaration of its name. */
function nameOf({ across: { vault } }: ComparedVault): string | null {
  const name = vaultNameKey(vault);
  return name === null ? null : `${String(vault.existing)} ${name}`;
}

function areNamedOtherwise({ across: a }: ComparedVault, { across: b }: ComparedVault): boolean {
  const [one, other] = [vaultNameKey(a.vault), vaultNameKey(b.vault)];
  return one !== null && other !== null && one !== other;
}
