import type { VaultReference, VerdictResult } from "../../../server/src/protocol.ts";

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
  readonly verdicts: readonly VerdictResult[];
  /** Why there is no answer; null when there is one. */
  readonly error: string | null;
}

/** Adds a question to those asked. One source stands there once, with all the vaults it was asked about. */
export function withSimulation(asked: readonly Simulation[], added: Simulation): readonly Simulation[] {
  const before = asked.find((each) => each.from === added.from);
  if (!before) return [...asked, added];
  const merged = { ...added, to: joined(before.to, added.to) };
  return asked.map((each) => (each === before ? merged : each));
}

function joined(a: Simulation["to"], b: Simulation["to"]): Simulation["to"] {
  if (a === null || b === null) return null;
  return [...a, ...b.filter((each) => !a.some((other) => sameVault(each, other)))];
}

function sameVault(a: VaultReference, b: VaultReference): boolean {
  return a.root === b.root && a.key === b.key;
}
