import type { VerdictResult } from "../../../server/src/protocol.ts";
import type { SimulationResult } from "../simulator/simulation.ts";
import { verdictId } from "../simulator/simulation.ts";
import { vaultLabels } from "../simulator/vault-labels.ts";
import { decidingStep, verdictLook, verdictSummary } from "../simulator/verdict-words.ts";

/** Who reaches which vault, as plain data: Markdown, CSV and the webview show the same cells. */
export interface Matrix {
  /** "environment prod · 4 sources × 3 vaults". */
  readonly caption: string;
  /** "12 cells, 5 allowed, 1 exposed". */
  readonly summary: string;
  readonly vaults: readonly string[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixRow {
  /** As it is sent to the server. */
  readonly from: string;
  readonly source: string;
  /** One for each vault; null where nothing was asked about it. */
  readonly cells: readonly (MatrixCell | null)[];
}

export interface MatrixCell {
  /** The verdict's id in the tree. */
  readonly id: string;
  readonly kind: CellKind;
  /** "Allowed · IP rule 1"; before it "was Denied" where the baseline says so. */
  readonly text: string;
  /** The deciding sentence. */
  readonly why: string;
  readonly changed: boolean;
}

/** A verdict as it is drawn: letting an arbitrary client in is a kind of its own. */
export type CellKind = VerdictResult["verdict"] | "exposed";

/** More than these on a side nobody reads; they are for a spreadsheet. */
export const mostShown = 50;

/** Sources down, vaults across. A source of several scenarios has a row for each. */
export function matrixOf(results: readonly SimulationResult[], environment: string | null): Matrix {
  const verdicts = results.flatMap((result) => result.verdicts);
  const label = vaultLabels(verdicts);
  const vaults = new Map(verdicts.map((verdict) => [vaultId(verdict), label(verdict)]));
  const rows = results.flatMap((result) => rowsOf(result, [...vaults.keys()]));
  const size = `${count(rows.length, "source")} × ${count(vaults.size, "vault")}`;
  return {
    caption: environment === null ? size : `environment ${environment} · ${size}`,
    summary: summaryOf(rows),
    vaults: [...vaults.values()],
    rows,
  };
}

function rowsOf({ simulation, verdicts }: SimulationResult, vaults: readonly string[]): readonly MatrixRow[] {
  const scenarios = new Map(verdicts.map(({ scenario }) => [scenario?.service, scenario]));
  return [...scenarios.values()].map((scenario) => ({
    from: simulation.from,
    source: scenarios.size > 1 ? `${simulation.label} (${scenario?.name ?? ""})` : simulation.label,
    cells: vaults.map((vault) => {
      const found = verdicts.find(
        (each) => vaultId(each) === vault && each.scenario?.service === scenario?.service,
      );
      return found ? cellOf(found) : null;
    }),
  }));
}

function cellOf(verdict: VerdictResult): MatrixCell {
  const { from, was } = verdict;
  const summary = verdictSummary(verdict);
  return {
    id: verdictId(verdict),
    kind: from === "internet" && verdict.verdict === "allowed" ? "exposed" : verdict.verdict,
    text: was === null ? summary : `was ${verdictLook(was, from).word} · ${summary}`,
    why: decidingStep(verdict)?.text ?? "",
    changed: was !== null,
  };
}

function summaryOf(rows: readonly MatrixRow[]): string {
  const cells = rows.flatMap((row) => row.cells).filter((cell) => cell !== null);
  const exposed = cells.filter(({ kind }) => kind === "exposed").length;
  const allowed = cells.filter(({ kind }) => kind === "allowed").length + exposed;
  return `${count(cells.length, "cell")}, ${allowed} allowed, ${exposed} exposed`;
}

function count(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}

function vaultId({ root, key }: VerdictResult): string {
  return `${root}|${key}`;
}
