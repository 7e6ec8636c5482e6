import type { Source } from "../access/source.ts";
import { ownVaults, type VaultAcrossWorlds, type World } from "../access/worlds.ts";
import { oncePerKey } from "../logic/memoize.ts";
import type { CallerThere, NamedCaller, ComparedRoot } from "./compared-callers.ts";
import { reportVerdicts, type VerdictReport } from "./verdicts.ts";
import { vaultNameKey } from "../network/writes/writes.ts";

/** A verdict that differs; null on the side without such a vault, or, if both have the vault, without such a caller. */
export interface AccessDifference {
  /** Whether the vault was added or removed; "changed" if both sides have it. */
  readonly kind: "added" | "changed" | "removed";
  readonly from: string;
  /** Whether `from` can be asked about; all trusted services together are not a source. */
  readonly isSource: boolean;
  readonly root: string;
  readonly environment: string | null;
  readonly before: VerdictReport | null;
  readonly after: VerdictReport | null;
}

/**
 * The verdicts that differ between two states of the templates, for callers as the present ones know them. For a vault that was added or
 * removed, these are the callers that can reach it, and the internet.
 */
export function compareAccess(
  before: readonly ComparedRoot[],
  after: readonly ComparedRoot[],
  callers: readonly NamedCaller[],
): readonly AccessDifference[] {
  const names = [...new Set([...after, ...before].map(({ root }) => root))];
  const slots = names.flatMap((root) => {
    const [past, now] = [before, after].map((side) => side.filter((each) => each.root === root));
    return environmentsIn([...(now ?? []), ...(past ?? [])]).map((environment) => ({
      environment,
      was: { root, environment, worlds: worldsIn(past ?? [], environment) },
      is: { root, environment, worlds: worldsIn(now ?? [], environment) },
    }));
  });
  const paired = oncePerKey((environment: string | null) => {
    const among = slots.filter((each) => each.environment === environment);
    const [past, now] = [among.map(({ was }) => was), among.map(({ is }) => is)];
    return { past, pairs: pairVaults(past, now) };
  });
  return slots.flatMap(({ environment, is }) => {
    const { past, pairs } = paired(environment);
    const own = pairs.filter((pair) => (pair.after ?? pair.before)?.root === is.root);
    const roots = new Set(own.flatMap((pair) => pair.before?.root ?? []));
    const origins = past.filter(({ root }) => roots.has(root));
    return callers.flatMap((caller) => {
      const [was, now] = [caller.sourceIn(is.root, "before"), caller.sourceIn(is.root, "after")];
      const source = now ?? was;
      if (!source) return [];
      return differences(
        is,
        { from: caller.from, source },
        origins.map((each) => sideOf(each, was, caller, own, "before")),
        [sideOf(is, now, caller, own, "after")],
      );
    });
  });
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

function worldsIn(side: readonly ComparedRoot[], environment: string | null): readonly World[] {
  const found = side.find((each) => each.environment === environment);
  return (found ?? side.find((each) => each.environment === null))?.worlds ?? [];
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
      return own?.root === root ? [[own.across.key, String(index)]] : [];
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
export function differences(
  { root, environment }: Pick<ComparedRoot, "root" | "environment">,
  { from, source }: CallerThere,
  past: readonly ComparedSide[],
  now: readonly ComparedSide[],
): readonly AccessDifference[] {
  const [before, after] = [verdictsOn(past, from), verdictsOn(now, from)];
  const isSource = source.kind !== "caller" || source.caller.kind !== "trustedService";
  return [...new Map([...after, ...before])].flatMap(([key, { vault }]) => {
    const [was, is] = [before.get(key)?.verdict ?? null, after.get(key)?.verdict ?? null];
    if (!isTold(from, was, is)) return [];
    const [wasThere, isThere] = [past, now].map((side) => side.some((each) => each.hasVault(vault)));
    const kind = wasThere === isThere ? "changed" : isThere ? "added" : "removed";
    return [{ kind, from, isSource, root, environment, before: was, after: is }] as const;
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

function isTold(from: string, was: VerdictReport | null, is: VerdictReport | null): boolean {
  if (was && is) return was.verdict !== is.verdict;
  return from === "internet" || (is ?? was)?.verdict !== "denied";
}

/** A vault of one side of a comparison. */
interface ComparedVault {
  readonly root: string;
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
  return roots.flatMap(({ root, worlds }) => ownVaults(worlds).map((across) => ({ root, across })));
}

/** What two vaults that are the same have in common, the strongest evidence first; null of one that does not have it. */
const likenesses: readonly ((vault: ComparedVault) => string | null)[] = [
  (each) => nameOf(each) && `${declarationOf(each)} ${nameOf(each)}`,
  (each) => nameOf(each) && `${each.root} ${nameOf(each)}`,
  nameOf,
  declarationOf,
];

function declarationOf({ root, across }: ComparedVault): string {
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
