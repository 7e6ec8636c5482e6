import type { SourceResult, VerdictResult } from "../../../server/src/protocol/vaults.ts";
import type { VaultReference } from "../../../server/src/protocol/names.ts";
import type { VerdictWord } from "../../../server/src/protocol.ts";
import { vaultId } from "../vault-id.ts";

/** A source that was asked about. */
export interface Simulation {
  /** As it is sent to the server. */
  readonly from: string;
  /** Its display name. */
  readonly label: string;
  /** The vaults asked about; null for all, including those that are added later. */
  readonly to: readonly VaultReference[] | null;
  /** A value that the answer assumes; left out if it is that of the files. */
  readonly assumed?: Assumed;
}

/** A source that is asked about with another value of a parameter; the question is then named by both. */
export interface Assumed {
  /** The source as it is sent to the server. */
  readonly from: string;
  readonly name: string;
  /** The value as typed. */
  readonly text: string;
}

/** What the server returned for a source. */
export interface SimulationResult {
  readonly simulation: Simulation;
  /** What kind of source it is; null if it could not be read. */
  readonly kind: SourceResult["kind"];
  readonly verdicts: readonly VerdictResult[];
  /** Whether the verdicts include those of a what-if baseline. */
  readonly compared: boolean;
  /** Why there is no answer; null if there is one. */
  readonly error: string | null;
}

/** The questions so far, with their current answers. */
export interface Asked {
  readonly results: () => readonly SimulationResult[];
}

/** The first answer for each source, by the verdict's ID in its environment. */
export type FirstAnswers = ReadonlyMap<string, { readonly from: string; readonly verdict: VerdictWord }>;

/** Adds answers for questions that have none yet. */
export function keepFirst(first: FirstAnswers, verdicts: readonly VerdictResult[]): FirstAnswers {
  const added = verdicts.map(
    (each) => [verdictIdIn(each), { from: each.from, verdict: each.verdict }] as const,
  );
  return new Map([...added, ...first]);
}

/** Verdicts that differ from the first answer show that answer, so that the effect of an edit is visible. */
export function withFirst(verdicts: readonly VerdictResult[], first: FirstAnswers): readonly VerdictResult[] {
  return verdicts.map((verdict) => {
    const was = first.get(verdictIdIn(verdict))?.verdict ?? verdict.verdict;
    return { ...verdict, was: was === verdict.verdict ? null : was };
  });
}

/** Identifies a source, vault and scenario, regardless of the environment. */
export function verdictId(
  verdict: Pick<VerdictResult, "from" | "root" | "key"> & {
    readonly scenario: { readonly service: string } | null;
  },
): string {
  const id = `verdict|${verdict.from}|${vaultId(verdict)}`;
  return verdict.scenario ? `${id}|${verdict.scenario.service}` : id;
}

/** Identifies a verdict in its environment among all that were requested, and its row. */
export function verdictIdIn(
  verdict: Parameters<typeof verdictId>[0] & Pick<VerdictResult, "environment">,
): string {
  return `${verdictId(verdict)}|in ${verdict.environment ?? ""}`;
}

export function sourceId(from: string): string {
  return `source|${from}`;
}

/** Adds a question to the existing ones. A source is listed once, with all the vaults it was asked about. */
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
