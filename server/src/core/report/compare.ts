import type { Source } from "../access/source.ts";
import { readSource } from "../access/source.ts";
import type { World } from "../access/worlds.ts";
import { reportVaults } from "./vaults.ts";
import type { VerdictReport } from "./verdicts.ts";
import { reportVerdicts } from "./verdicts.ts";

/** A root on one side of a comparison; roots of one name are the same template. */
export interface ComparedRoot {
  readonly name: string;
  readonly worlds: readonly World[];
}

export interface NamedCaller {
  readonly from: string;
  readonly source: Source;
}

/** A verdict that differs; null on the side where there is no such vault. */
export interface AccessDifference {
  readonly kind: "added" | "changed" | "removed";
  readonly from: string;
  readonly root: string;
  readonly before: VerdictReport | null;
  readonly after: VerdictReport | null;
}

/**
 * What differs between two states of templates in who reaches what. Of a vault that came or went those are told who reach it,
 * and the internet.
 */
export function compareAccess(
  before: readonly ComparedRoot[],
  after: readonly ComparedRoot[],
  callers: readonly NamedCaller[],
): readonly AccessDifference[] {
  const names = [...new Set([...after, ...before].map(({ name }) => name))];
  return names.flatMap((root) => {
    const [past, now] = [before, after].map((side) => side.find(({ name }) => name === root)?.worlds ?? []);
    return callers.flatMap((caller) => differences(root, caller, past ?? [], now ?? []));
  });
}

/** Those who are worth comparing without being asked for: the internet, trusted services, and whom the rules of either side list. */
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

function differences(
  root: string,
  { from, source }: NamedCaller,
  past: readonly World[],
  now: readonly World[],
): readonly AccessDifference[] {
  const before = byVault(reportVerdicts(past, from, source));
  const after = byVault(reportVerdicts(now, from, source));
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((vault) => {
    const [was, is] = [before.get(vault) ?? null, after.get(vault) ?? null];
    return isTold(from, was, is) ? [{ kind: kindOf(was, is), from, root, before: was, after: is }] : [];
  });
}

/** Keys tell places, which differ between two texts; calls and symbols do not. */
function byVault(verdicts: readonly VerdictReport[]): ReadonlyMap<string, VerdictReport> {
  return new Map(
    verdicts.map((each) => [`${each.module ?? ""} ${each.vault} ${each.scenario?.service ?? ""}`, each]),
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
