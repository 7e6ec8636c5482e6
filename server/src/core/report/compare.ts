import type { Source } from "../access/source.ts";
import { readSource } from "../access/source.ts";
import type { World } from "../access/worlds.ts";
import { reportVaults } from "./vaults.ts";
import type { VerdictReport } from "./verdicts.ts";
import { reportVerdicts } from "./verdicts.ts";

/** A root on one side of a comparison, in one environment; two with the same name correspond to each other. */
export interface ComparedRoot {
  readonly root: string;
  readonly environment: string | null;
  readonly worlds: readonly World[];
}

export interface NamedCaller {
  readonly from: string;
  readonly source: Source;
}

/** A verdict that differs; null on the side without such a vault. */
export interface AccessDifference {
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
 * The verdicts that differ between two states of the templates. For a vault that was added or removed, these are the
 * callers that can reach it, and the internet.
 */
export function compareAccess(
  before: readonly ComparedRoot[],
  after: readonly ComparedRoot[],
  callers: readonly NamedCaller[],
): readonly AccessDifference[] {
  const roots = [...new Set([...after, ...before].map(({ root }) => root))];
  return roots.flatMap((root) => {
    const [past, now] = [before, after].map((side) => side.filter((each) => each.root === root));
    return environmentsIn([...(now ?? []), ...(past ?? [])]).flatMap((environment) => {
      const [was, is] = [worldsIn(past ?? [], environment), worldsIn(now ?? [], environment)];
      return callers.flatMap((caller) =>
        differences({ root, environment }, caller, sideOf(was, caller), sideOf(is, caller)),
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

/**
 * The sources that are always worth comparing: the internet, trusted services, and those listed in the rules of either
 * side.
 */
export function callersListed(roots: readonly ComparedRoot[]): readonly NamedCaller[] {
  const vaults = roots.flatMap(({ worlds }) => reportVaults(worlds));
  const addresses = vaults.flatMap(({ ipRules }) => ipRules.filter((each) => typeof each === "string"));
  const subnets = vaults.flatMap(({ subnetRules }) => subnetRules.filter((each) => typeof each === "string"));
  const texts = ["internet", ...addresses.sort(), ...subnets.map((each) => `subnet:${each}`).sort()];
  const read = [...new Set(texts)].flatMap((from): readonly NamedCaller[] => {
    const reading = readSource(from);
    return "source" in reading ? [{ from, source: reading.source }] : [];
  });
  const trusted: NamedCaller = {
    from: "trusted services",
    source: { kind: "caller", caller: { kind: "trustedService" } },
  };
  return [...read, trusted];
}

/** One side of a comparison for one caller. */
export interface ComparedSide {
  readonly worlds: readonly World[];
  /** What the caller is there. */
  readonly source: Source;
  /** What a vault of one side has in common with that of the other; null for vaults that are left out. */
  readonly vaultOf: (verdict: VerdictReport) => string | null;
}

function sideOf(worlds: readonly World[], { source }: NamedCaller): ComparedSide {
  return { worlds, source, vaultOf: ({ vaultKey }) => vaultKey };
}

/** The verdicts for one caller that differ between two sides. */
export function differences(
  { root, environment }: Pick<ComparedRoot, "root" | "environment">,
  { from, source }: NamedCaller,
  past: ComparedSide,
  now: ComparedSide,
): readonly AccessDifference[] {
  const [before, after] = [verdictsOn(past, from), verdictsOn(now, from)];
  const isSource = source.kind !== "caller" || source.caller.kind !== "trustedService";
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((vault) => {
    const [was, is] = [before.get(vault) ?? null, after.get(vault) ?? null];
    return isTold(from, was, is)
      ? [{ kind: kindOf(was, is), from, isSource, root, environment, before: was, after: is }]
      : [];
  });
}

function verdictsOn(
  { worlds, source, vaultOf }: ComparedSide,
  from: string,
): ReadonlyMap<string, VerdictReport> {
  return new Map(
    reportVerdicts(worlds, from, source).flatMap((each): readonly [string, VerdictReport][] => {
      const vault = vaultOf(each);
      return vault === null ? [] : [[`${vault} ${each.scenario?.service ?? ""}`, each]];
    }),
  );
}

function isTold(from: string, was: VerdictReport | null, is: VerdictReport | null): boolean {
  if (was && is) return was.verdict !== is.verdict;
  return from === "internet" || (is ?? was)?.verdict !== "denied";
}

function kindOf(was: VerdictReport | null, is: VerdictReport | null): AccessDifference["kind"] {
  if (!was) return "added";
  return is ? "changed" : "removed";
}
