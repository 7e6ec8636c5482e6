import type {
  SourceResult,
  VaultReference,
  VerdictResult,
  VerdictWord,
} from "../../../server/src/protocol.ts";
import { vaultId } from "../vault-id.ts";

/** A source that somebody asked about. */
export interface Simulation {
  /** As it is sent to the server. */
  readonly from: string;
  /** As people call it. */
  readonly label: string;
  /** The vaults asked about; null for all there are, those that come later included. */
  readonly to: readonly VaultReference[] | null;
}

/** What the server answered about a source. */
export interface SimulationResult {
  readonly simulation: Simulation;
  /** What kind of source it is; null where it could not be read. */
  readonly kind: SourceResult["kind"];
  readonly verdicts: readonly VerdictResult[];
  /** Whether they say themselves what they were in a what-if baseline. */
  readonly compared: boolean;
  /** Why there is no answer; null when there is one. */
  readonly error: string | null;
}

/** What was answered first about each source, by the verdict's id in its environment. */
export type FirstAnswers = ReadonlyMap<string, { readonly from: string; readonly verdict: VerdictWord }>;

/** Adds the answers that nobody has given before. */
export function keepFirst(first: FirstAnswers, verdicts: readonly VerdictResult[]): FirstAnswers {
  const added = verdicts.map(
    (each) => [verdictIdIn(each), { from: each.from, verdict: each.verdict }] as const,
  );
  return new Map([...added, ...first]);
}

/** Verdicts that differ from the first answer say what that was, so that an edit shows what it does. */
export function withFirst(verdicts: readonly VerdictResult[], first: FirstAnswers): readonly VerdictResult[] {
  return verdicts.map((verdict) => {
    const was = first.get(verdictIdIn(verdict))?.verdict ?? verdict.verdict;
    return { ...verdict, was: was === verdict.verdict ? null : was };
  });
}

/** Names a source at a vault in a scenario, whatever the environment. */
export function verdictId(verdict: Pick<VerdictResult, "from" | "root" | "key" | "scenario">): string {
  const id = `verdict|${verdict.from}|${vaultId(verdict)}`;
  return verdict.scenario ? `${id}|${verdict.scenario.service}` : id;
}

/** Names a verdict in its environment among all that were asked for, and its row. */
export function verdictIdIn(verdict: VerdictResult): string {
  return `${verdictId(verdict)}|in ${verdict.environment ?? ""}`;
}

export function sourceId(from: string): string {
  return `source|${from}`;
}

/** Adds a question to those asked. A source is listed once, with all the vaults it was asked about. */
export function withSimulation(asked: readonly Simulation[], added: Simulation): readonly Simulation[] {
  const before = asked.find((each) => each.from === added.from);
  if (!before) return [...asked, added];
  const merged = { ...added, to: joined(before.to, added.to) };
  return asked.map((each) => (each === before ? merged : each));
}

function joined(a: Simulation["to"], b: Simulation["to"]): Simulation["to"] {
  if (a === null || b === null) return null;
  const isSame = (each: VaultReference, other: VaultReference) =>
    vaultId(each) === vaultId(other) && each.environment === other.environment;
  return [...a, ...b.filter((each) => !a.some((other) => isSame(each, other)))];
}
