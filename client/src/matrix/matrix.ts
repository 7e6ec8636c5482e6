import type {
  EnvironmentResult,
  EnvironmentsResult,
  EnvironmentVault,
} from "../../../server/src/protocol/environments.ts";
import type { Exposure, Folded, Sentence } from "../../../server/src/protocol.ts";
import type { VerdictResult } from "../../../server/src/protocol/vaults.ts";
import { agreements, groupsBy } from "../agreement.ts";
import { sayVaults, type Say } from "../say.ts";
import { vaultId } from "../vault-id.ts";
import { environmentName, sayActive } from "../verdicts/environment-words.ts";
import { exposureWords } from "../verdicts/exposure-words.ts";
import { kindWords } from "../verdicts/kind-words.ts";
import { type SimulationResult, verdictIdIn } from "../verdicts/simulation.ts";
import { distinctLookups, foldVerdicts, sayLookup, vaultLabels } from "../verdicts/references.ts";
import { vaultIn } from "../verdicts/labelled-verdict.ts";
import { decidingStep, saySources, verdictWord } from "../verdicts/verdict-words.ts";

/** Who can reach which vault, as plain data: as the page shows it. */
export interface Matrix {
  /** "environment prod · 4 sources × 3 vaults". */
  readonly caption: string;
  /** "12 cells, 5 allowed, 1 exposed". */
  readonly summary: string;
  /** A column for each vault, or for each different answer if environments disagree: "kv (dev)". */
  readonly vaults: readonly string[];
  /** For each column, where other roots look the vault up: "app/main.tf, jobs/main.bicep"; empty if none does. */
  readonly lookups: readonly string[];
  /** For each column, how exposed the vault is; null if its environments differ. */
  readonly exposures: readonly (ExposureCell | null)[];
  readonly rows: readonly MatrixRow[];
  /** Additional information in sentences: removed vaults, those that are never created, rows that are not shown. */
  readonly notes: readonly string[];
  /** How exposed the vaults are in each environment; null if there are none. */
  readonly environments: EnvironmentTable | null;
}

/** One row per vault, one column per environment, or for several in which all vaults are alike. */
export interface EnvironmentTable {
  readonly caption: string;
  readonly names: readonly string[];
  /** A cell is null where an environment does not have the vault. */
  readonly rows: readonly { readonly vault: string; readonly cells: readonly (ExposureCell | null)[] }[];
}

export interface ExposureCell {
  readonly exposure: Exposure;
  readonly text: Sentence;
}

/** What a matrix shows in addition to the verdicts. */
export interface Circumstances {
  readonly environments: EnvironmentsResult;
  /** Vaults of the what-if baseline that no longer exist. */
  readonly removed: readonly string[];
  /** How many sources there are, of which the first are asked about. */
  readonly sources: number;
}

export interface MatrixRow {
  /** As it is sent to the server. */
  readonly from: string;
  readonly source: string;
  /** What kind of source it is: "subnet"; empty for an address. */
  readonly detail: string;
  /** One for each vault; null if nothing was asked about it. */
  readonly cells: readonly (MatrixCell | null)[];
}

export interface MatrixCell {
  /** The verdict's id in its environment. */
  readonly id: string;
  readonly kind: CellKind;
  /** "Allowed · IP rule 1"; "Denied → Allowed · IP rule 1" if it differs from the baseline. */
  readonly text: Sentence;
  /** The deciding sentence. */
  readonly why: Sentence;
  readonly changed: boolean;
}

/** How a verdict is drawn: allowing an arbitrary client has its own kind. */
export type CellKind = VerdictResult["verdict"] | "exposed";

/** Larger tables are for a spreadsheet. */
export const mostShown = { sources: 500, vaults: 100 } as const;

/** One row per source, one column per vault. A source with several scenarios has a row for each. */
export function matrixOf(
  say: Say,
  results: readonly SimulationResult[],
  { environments, removed, sources: all }: Circumstances,
): Matrix {
  const folded = foldVerdicts(results.flatMap((result) => result.verdicts));
  const columns = columnsOf(folded);
  const rows = results.flatMap((result) => rowsOf(say, result, columns));
  const sources = saySources(say, Math.max(rows.length, all));
  const states = new Map(environments.vaults.map((each) => [vaultId(each), each.state]));
  const meant = new Map(folded.entries.map(folded.vaultOf).map((each) => [vaultId(each), each]));
  const vaults = [...meant].map(([id, { existing }]) => ({ existing, state: states.get(id) ?? null }));
  const label = vaultLabels(environments.vaults.map((each) => ({ ...each, vault: each.symbol })));
  const nowhere = environments.vaults
    .filter(({ exposures }) => Object.keys(exposures).length === 0)
    .map((each) => label({ ...each, vault: each.symbol }));
  const size = `${sources} × ${sayVaults(say, vaults)}`;
  const active = sayActive(say, environments);
  return {
    caption: active === null ? size : say("environment {0} · {1}", active, size),
    summary: summaryOf(say, rows),
    vaults: columns.map(({ label }) => label),
    lookups: columns.map(({ lookups }) => lookups.map((each) => sayLookup(say, each)).join(", ")),
    exposures: columns.map((column) => exposureOf(say, column, environments)),
    rows,
    notes: [
      ...(removed.length === 0 ? [] : [say("Removed since the baseline: {0}.", removed.join(", "))]),
      ...(nowhere.length === 0 ? [] : [say("Not created: {0}.", nowhere.join(", "))]),
      ...(all > mostShown.sources ? [sayPart(say)] : []),
    ],
    environments: environmentTable(say, environments),
  };
}

/** A vault in the environments in which it gives the same answer for every source. */
interface Column {
  readonly id: string;
  readonly label: string;
  /** Where other roots look the vault up. */
  readonly lookups: readonly VerdictResult[];
  /** The environments, of which the first represents the others. */
  readonly environments: readonly [string | null, ...(string | null)[]];
}

function columnsOf({ entries, referencesTo }: Folded<VerdictResult>): readonly Column[] {
  const label = vaultLabels(entries);
  return groupsBy(entries, vaultId).flatMap((ofVault) => {
    const [first] = ofVault;
    const inEach = groupsBy(ofVault, (each) => String(each.environment)).map((own) => ({
      environment: own[0].environment,
      answers: own,
    }));
    return agreements(inEach).map(({ first: { environment }, all: [, ...others], all, environments }) => ({
      id: vaultId(first),
      lookups: distinctLookups(all.flatMap(({ answers }) => answers.flatMap(referencesTo))),
      label: vaultIn({ vault: label(first), environments }),
      environments: [environment, ...others.map((each) => each.environment)],
    }));
  });
}

function exposureOf(
  say: Say,
  { id, environments }: Column,
  { vaults }: EnvironmentsResult,
): ExposureCell | null {
  const vault = vaults.find((each) => vaultId(each) === id);
  const cells = environments.map((name) => vault && exposureIn(say, vault, name ?? ""));
  const [first] = cells;
  return first && cells.every((each) => each?.exposure === first.exposure) ? first : null;
}

function exposureIn(say: Say, { exposures, assumed }: EnvironmentVault, name: string): ExposureCell | null {
  const exposure = new Map(Object.entries(exposures)).get(name);
  if (exposure === undefined) return null;
  const word = say(exposureWords[exposure]);
  return { exposure, text: assumed.includes(name) ? `${word} (${say("assumed as deployed")})` : word };
}

/** The part of a matrix that is readable on a page; what is left out is stated. */
export function shownPart(say: Say, matrix: Matrix): Matrix {
  const { vaults, lookups, exposures, rows, notes } = matrix;
  const { sources: down, vaults: across } = mostShown;
  if (vaults.length <= across && rows.length <= down) return matrix;
  return {
    ...matrix,
    vaults: vaults.slice(0, across),
    lookups: lookups.slice(0, across),
    exposures: exposures.slice(0, across),
    rows: rows.slice(0, down).map((row) => ({ ...row, cells: row.cells.slice(0, across) })),
    notes: [...new Set([...notes, sayPart(say)])],
  };
}

function sayPart(say: Say): string {
  const { sources, vaults } = mostShown;
  return say("Showing the first {0} × {1}. Use Export Results to get all of them as CSV.", sources, vaults);
}

function environmentTable(
  say: Say,
  { environments, vaults: all }: EnvironmentsResult,
): EnvironmentTable | null {
  if (environments.length === 0) return null;
  const declared = all.filter(({ existing }) => !existing);
  // How open a vault is that is only looked up, nothing here decides.
  const vaults = declared.length === 0 ? all : declared;
  const defaults = { name: "", from: "defaults", files: [] } as const;
  const isJudged = ({ name }: EnvironmentResult) =>
    vaults.some(({ exposures }) => Object.hasOwn(exposures, name));
  const judged = [defaults, ...environments].filter(isJudged);
  const label = vaultLabels(vaults.map((each) => ({ ...each, vault: each.symbol })));
  const exposures = (name: string) => vaults.map((each) => exposureIn(say, each, name));
  const alike = groupsBy(judged, ({ name }) => JSON.stringify(exposures(name)));
  return {
    caption: say("How open each vault is, by environment"),
    names: alike.map((own) => own.map((each) => environmentName(say, each)).join(", ")),
    rows: vaults.map((each) => ({
      vault: label({ ...each, vault: each.symbol }),
      cells: alike.map(([{ name }]) => exposureIn(say, each, name)),
    })),
  };
}

function rowsOf(
  say: Say,
  { simulation, kind, verdicts }: SimulationResult,
  columns: readonly Column[],
): readonly MatrixRow[] {
  const scenarios = new Map(verdicts.map(({ scenario }) => [scenario?.service, scenario]));
  return [...scenarios.values()].map((scenario) => ({
    from: simulation.from,
    source: scenarios.size > 1 ? `${simulation.label} (${scenario?.name ?? ""})` : simulation.label,
    detail: kind === null ? "" : say(kindWords[kind]),
    cells: columns.map(({ id, environments: [environment] }) => {
      const found = verdicts.find(
        (each) =>
          vaultId(each) === id &&
          each.environment === environment &&
          each.scenario?.service === scenario?.service,
      );
      return found ? cellOf(say, found) : null;
    }),
  }));
}

function cellOf(say: Say, verdict: VerdictResult): MatrixCell {
  const { was, summary } = verdict;
  return {
    id: verdictIdIn(verdict),
    kind: verdict.exposed ? "exposed" : verdict.verdict,
    text: was === null ? summary : `${verdictWord(say, was)} → ${summary}`,
    why: decidingStep(verdict)?.text ?? "",
    changed: was !== null,
  };
}

function summaryOf(say: Say, rows: readonly MatrixRow[]): string {
  const cells = rows.flatMap((row) => row.cells).filter((cell) => cell !== null);
  const exposed = cells.filter(({ kind }) => kind === "exposed").length;
  const allowed = cells.filter(({ kind }) => kind === "allowed").length + exposed;
  return cells.length === 1
    ? say("1 cell, {0} allowed, {1} exposed", allowed, exposed)
    : say("{0} cells, {1} allowed, {2} exposed", cells.length, allowed, exposed);
}
