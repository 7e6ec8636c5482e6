import { type AccessDifference, isFolded, rowOfAll } from "./access-difference.ts";
import type { Source } from "../access/source.ts";
import { ownVaults, type World } from "../access/worlds.ts";
import { causeKey } from "../evaluate/values/value.ts";
import { grouped } from "../logic/grouped.ts";
import { oncePerKey } from "../logic/memoize.ts";
import { admitted } from "./declared-ways.ts";
import { everyAddress, setsBetween } from "./address-sets.ts";
import type { CallerKind, CallerThere, NamedCaller, ComparedRoot } from "./compared-callers.ts";
import { type ComparedVault, pairVaults, type VaultPair } from "./pair-vaults.ts";
import { isSameQuestion, isSameWay } from "./same-question.ts";
import { reportVerdicts, type VerdictReport } from "./verdicts.ts";

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
  const [was, is] = [before, after].map((side) => grouped(side, ({ root }) => [root]));
  const slots = [...new Set([...after, ...before].map(({ root }) => root))].flatMap((root) => {
    const [past, now] = [was?.get(root) ?? [], is?.get(root) ?? []];
    return environmentsIn([...now, ...past]).map((environment) => ({
      environment,
      was: sideIn(past, root, environment),
      is: sideIn(now, root, environment),
    }));
  });
  const paired = oncePerKey((environment: string | null) => {
    const among = slots.filter((each) => each.environment === environment);
    const [past, now] = [among.map(({ was }) => was), among.map(({ is }) => is)];
    const pairs = grouped(pairVaults(past, now), (pair) => [(pair.after ?? pair.before)?.side.root]);
    return { past: new Map(past.map((each) => [each.root, each])), pairs };
  });
  const parts = slots.map(({ environment, was, is }) => {
    const { past, pairs } = paired(environment);
    const own = pairs.get(is.root) ?? [];
    const roots = new Set(own.flatMap((pair) => pair.before?.side.root ?? []));
    const isEqual =
      haveEqualInputs(was, is) && own.every((pair) => pair.before && pair.after && roots.size === 1);
    // What a job is may have changed nevertheless.
    const asked = isEqual ? callers.filter(({ calls }) => calls) : callers;
    const there = { is, own, origins: [...roots].flatMap((root) => past.get(root) ?? []) };
    const ask = (some: readonly NamedCaller[]): readonly Compared[] =>
      some.flatMap((caller) => (isStopped() ? [] : comparedFor(caller, there)));
    const others = ask(asked.filter(({ standing }) => !standing));
    const told = others.filter(isTold);
    // What depends on the network of a service is said of addresses and subnets.
    const tell = (some: readonly NamedCaller[]): readonly Compared[] =>
      ask(some).filter((each) => isTold(each) && isCertain(each) && !isFolded(each, told));
    const ofCatalog = grouped(asked, ({ standing }) =>
      standing && standing !== "not needed" ? [standing] : [],
    );
    const ofServices = [...ofCatalog.values()].flatMap(([first, ...more]) => {
      const ofFirst = tell([first]);
      return ofFirst.length === 0 ? [] : [...ofFirst, ...tell(more)];
    });
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

function comparedFor(caller: NamedCaller, { is, own: all, origins }: Slot): readonly Compared[] {
  const [was, now] = [caller.sourceIn(is.root, "before"), caller.sourceIn(is.root, "after")];
  const source = now ?? was;
  if (!source) return [];
  const { from, callerKind, wayTo } = caller;
  const leads = (vault: ComparedVault | null): boolean =>
    !!vault && (wayTo?.(vault.across)?.truth ?? "no") !== "no";
  const own = wayTo ? all.filter(({ before, after }) => leads(before) || leads(after)) : all;
  const hasWay = wayTo !== undefined || (source.kind !== "caller" && callerKind !== "runner");
  return compared(
    is,
    { from, callerKind, source },
    origins.map((each) => sideOf(each, was, caller, own, "before")),
    [sideOf(is, now, caller, own, "after")],
    (vault) => {
      const { before = null, after = null } = own[Number(vault)] ?? {};
      return isSameQuestion(before, after) && (!hasWay || isSameWay(before?.side, after?.side, source));
    },
  );
}

const everyone: NamedCaller = {
  from: "addresses",
  callerKind: "addresses",
  sourceIn: () => everyAddress,
};

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
  /** The verdict with what admits the caller beside the rules. */
  readonly admit?: (verdict: VerdictReport) => VerdictReport;
  /** Whether this side has a vault, be there a verdict for the caller or not. */
  readonly hasVault: (vault: string) => boolean;
}

/** A side whose vaults are called by the number of their pair. */
function sideOf(
  { root, worlds }: ComparedRoot,
  source: Source | null,
  { calls = () => true, wayTo }: NamedCaller,
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
    vaultOf: ({ vaultKey }) => (calls(which, worlds, vaultKey) ? (names.get(vaultKey) ?? null) : null),
    ...(wayTo ? { admit: (verdict) => admitted(verdict, worlds, wayTo) } : {}),
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
  const isSource = !isAll && source !== everyAddress && !comingByWay.has(callerKind);
  return [...new Map([...after, ...before])].map(([key, { vault }]) => {
    const [was, is] = [before.get(key)?.verdict ?? null, after.get(key)?.verdict ?? null];
    const [wasThere, isThere] = [past, now].map((side) => side.some((each) => each.hasVault(vault)));
    const isSame = isSameAt(vault);
    return {
      kind: wasThere === isThere ? "changed" : isThere ? "added" : "removed",
      ...{ from, callerKind, isSource, root, environment },
      ...{ before: was, after: is, isSame, repeats: false },
      sets: was && is ? setsBetween(was, is, isSame) : setsBetween(null, null, false),
    };
  });
}

/** No source that users write stands for them. */
const comingByWay = new Set<CallerKind>(["privateEndpoint", "perimeter", "subscription"]);

interface VerdictOn {
  readonly vault: string;
  readonly verdict: VerdictReport;
}

function verdictsOn(sides: readonly ComparedSide[], from: string): ReadonlyMap<string, VerdictOn> {
  return new Map(
    sides.flatMap(({ worlds, source, vaultOf, admit = (verdict) => verdict }) =>
      (source ? reportVerdicts(worlds, from, source) : [])
        .map(admit)
        .flatMap((verdict): readonly [string, VerdictOn][] => {
          const vault = vaultOf(verdict);
          return vault === null ? [] : [[`${vault} ${verdict.scenario?.service ?? ""}`, { vault, verdict }]];
        }),
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
