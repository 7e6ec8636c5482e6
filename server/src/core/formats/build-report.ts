import type { FoundVerdict } from "../questions/simulate.ts";
import type { FoundVault } from "../questions/vaults.ts";
import type { AnsweredCaller } from "../report/compared-callers.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { reportVaults } from "../report/vaults.ts";
import { byPlace, type Edge, type FactEdge, vaultEntry, verdictEntry } from "./entries.ts";
import type { CallerEntry, ErrorEntry, Report, VaultEntry, VerdictEntry } from "./report.ts";

/** The version of the extension and of the command line, which are released together; a test holds it to the manifest's. */
export const version = "0.2.0";

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
  proof: null,
  drift: [],
  replayed: [],
  suggestions: [],
  rules: [],
  skipped: [],
  errors: [],
  undecided: [],
  turnedOff: [],
  lowered: [],
  valuesFrom: [],
};

/** The vaults of roots with each lookup, by place. */
export function vaultEntries(found: readonly FoundVault[], edge: Edge): readonly VaultEntry[] {
  return found
    .map((vault) => ({ ...vaultEntry(vault, edge), callers: callerEntries(vault.callers, edge) }))
    .sort(byPlace((vault) => `${vault.root} ${vault.module ?? ""} ${vault.symbol}`));
}

/** Whether a syntax error leaves open what some vault is. */
export function hidesByErrors(analysis: Analysis): boolean {
  if (analysis.problems.length === 0) return false;
  return reportVaults(analysis.worlds).some(({ doubts }) => doubts.includes("syntaxError"));
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

function callerEntries(callers: readonly AnsweredCaller[], { places, words }: Edge): readonly CallerEntry[] {
  return callers
    .map(({ from, machine, uses, answer, doubt, span }) => ({
      ...{ from, machine, uses },
      scenario: answer?.scenario?.service ?? null,
      verdict: answer?.verdict ?? null,
      because: doubt && words.gate([doubt]),
      ...places.start(span),
    }))
    .sort(byPlace(({ from }) => from));
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
