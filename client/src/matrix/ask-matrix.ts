import type { LanguageServer } from "../language-server.ts";
import type { Say } from "../say.ts";
import type { Simulation, SimulationResult } from "../verdicts/simulation.ts";
import { withSimulation } from "../verdicts/simulation.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { askAbout } from "../verdicts/simulations.ts";
import type { Matrix } from "./matrix.ts";
import { matrixOf } from "./matrix.ts";

/**
 * All sources that were asked about or have a name, the internet, and all callers affected by a change since the
 * baseline, for all vaults.
 */
export async function matrixSources(
  server: LanguageServer,
  asked: Simulations,
): Promise<readonly Simulation[]> {
  const [{ saved }, { changes }] = await Promise.all([server.sources({ typed: "" }), server.diff({})]);
  const changed = changes.filter(({ after, isSource }) => after !== null && isSource);
  const sources = [
    ...asked.results().map(({ simulation }) => simulation),
    ...[...saved, ...changed].map(({ from }) => ({ from, label: from })),
    { from: "internet", label: "internet" },
  ].map(({ from, label }): Simulation => ({ from, label, to: null }));
  return sources.reduce<readonly Simulation[]>(withSimulation, []);
}

/** The answers for the sources of the matrix. */
export async function askMatrix(
  server: LanguageServer,
  asked: Simulations,
): Promise<readonly SimulationResult[]> {
  const sources = await matrixSources(server, asked);
  return Promise.all(sources.map((each) => askAbout(server, each)));
}

/** The matrix for the current templates, with the environments and the removed vaults. */
export async function currentMatrix(say: Say, server: LanguageServer, asked: Simulations): Promise<Matrix> {
  const results = await askMatrix(server, asked);
  const [environments, { changes }] = await Promise.all([server.environments({}), server.diff({})]);
  const removed = changes.filter(({ kind }) => kind === "removed").map(({ vault }) => vault);
  return matrixOf(say, results, { environments, removed: [...new Set(removed)] });
}
