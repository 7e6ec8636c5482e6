import { notCalled } from "../report/vaults.ts";
import type { FoundVerdict } from "../questions/simulate.ts";
import { type CallersByVault, doubtAbout, type VaultCaller, verdictsOn } from "../questions/callers.ts";
import type { Analysis, AnyAnalysis } from "../workspace/analyzer.ts";
import { vaultsIn } from "../workspace/released.ts";
import type { RootPlan } from "../workspace/plan.ts";
import { byPlace, type Edge, type FactEdge, vaultEntry, verdictEntry } from "./entries.ts";
import type { CallerEntry, ErrorEntry, Report, VaultEntry, VerdictEntry } from "./report.ts";

/** The version of the extension and of the command line, which are released together; a test holds it to the manifest's. */
export const version = "0.1.0";

/** A report that says nothing yet. */
export const emptyReport: Report = {
  version: 1,
  tool: { name: "keyvault-network", version },
  vaults: [],
  findings: [],
  verdicts: [],
  tests: [],
  explanation: null,
  unread: [],
  changes: [],
  drift: [],
  rules: [],
  skipped: [],
  errors: [],
  undecided: [],
  turnedOff: [],
};

/** The vaults of roots, by place. What is only looked up where nothing is deployed is left out. */
export function vaultEntries(
  analyses: readonly AnyAnalysis[],
  plans: readonly Pick<RootPlan, "root" | "isUncalled">[],
  edge: FactEdge,
  callers: CallersByVault = new Map(),
): readonly VaultEntry[] {
  const uncalled = new Set(plans.filter(({ isUncalled }) => isUncalled).map(({ root }) => root));
  const entries = analyses.flatMap((analysis) =>
    vaultsIn(analysis, edge.facts)
      .map((vault) => (uncalled.has(analysis.root) ? notCalled(vault) : vault))
      .filter(({ existing, exists }) => !existing || exists !== "no")
      .map((vault) => ({
        ...vaultEntry(vault, analysis, edge),
        callers: callerEntries(callers.get(analysis)?.get(vault.key) ?? [], analysis, vault.key, edge),
      })),
  );
  return entries.sort(byPlace((vault) => `${vault.root} ${vault.module ?? ""} ${vault.symbol}`));
}

/** Whether a syntax error leaves open what some vault is. */
export function hidesByErrors(analysis: AnyAnalysis): boolean {
  if (analysis.problems.length === 0) return false;
  return vaultsIn(analysis).some(({ doubts }) => doubts.includes("syntaxError"));
}

/** The vaults that are declared and of which it is not decided how open they are. */
export function undecidedEntries(vaults: readonly VaultEntry[]): Report["undecided"] {
  return vaults
    .filter(({ existing, state, exists, exposure }) => {
      const isDeclared = !existing && state === null && exists !== "no";
      return isDeclared && exposure === "depends";
    })
    .map(({ symbol, root, environment, dependsOn, file, line }) => ({
      ...{ vault: symbol, root, environment, dependsOn, file, line },
    }));
}

function callerEntries(
  callers: readonly VaultCaller[],
  analysis: AnyAnalysis,
  vaultKey: string,
  { places, words }: Edge,
): readonly CallerEntry[] {
  if (analysis.kind === "released") return [];
  const entries = callers.map((caller) => {
    const [verdict] = verdictsOn(caller, analysis, vaultKey);
    const doubt = verdict ? doubtAbout(verdict) : null;
    return {
      from: caller.from,
      machine: caller.machine,
      verdict: verdict?.verdict ?? null,
      because: doubt && words.gate([doubt]),
      ...places.start(caller.span),
    };
  });
  return entries.sort(byPlace(({ from }) => from));
}

/** Verdicts by the places of their vaults. */
export function verdictEntries(
  found: readonly Pick<FoundVerdict, "analysis" | "verdict">[],
  edge: FactEdge,
): readonly VerdictEntry[] {
  return found
    .map((each) => ({ ...edge.places.start(each.verdict.label), ...each }))
    .sort(byPlace(({ analysis, verdict }) => `${analysis.root} ${verdict.module ?? ""} ${verdict.vault}`))
    .map(({ analysis, verdict }) => verdictEntry(verdict, analysis, edge));
}

/** What is wrong with the texts of templates, and what else is wrong, each once and by place. */
export function errorEntries(
  analyses: readonly Pick<Analysis, "problems">[],
  others: readonly ErrorEntry[],
  { places, words }: Edge,
): readonly ErrorEntry[] {
  const syntax = analyses.flatMap(({ problems }) =>
    problems.map(({ span, fault }) => ({ ...places.start(span), message: words.syntax(fault) })),
  );
  const distinct = new Map([...others, ...syntax].map((entry) => [JSON.stringify(entry), entry]));
  return [...distinct.values()].sort(byPlace((entry) => entry.message));
}
