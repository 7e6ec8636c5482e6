import type { LanguageServer } from "../language-server.ts";
import type { Say } from "../say.ts";
import type { Simulation, SimulationResult } from "../verdicts/simulation.ts";
import { withSimulation } from "../verdicts/simulation.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import type { Matrix } from "./matrix.ts";
import { matrixOf, mostShown } from "./matrix.ts";

/**
 * All sources there is a reason to ask about: the internet, those that were asked about or have a name, those in the templates (IP rules,
 * subnets and resources), and all callers affected by a change since the baseline; for all vaults.
 */
export async function matrixSources(
  server: LanguageServer,
  asked: Simulations,
): Promise<readonly Simulation[]> {
  const [known, { changes }] = await Promise.all([server.sources({ typed: "" }), server.diff({})]);
  const changed = changes.filter(({ after, isSource }) => after !== null && isSource);
  const sources = [
    { from: "internet", label: "internet" },
    ...asked.results().map(({ simulation }) => simulation),
    ...[...known.saved, ...known.listed].map(({ from }) => ({ from, label: from })),
    ...known.subnets,
    ...known.consumers,
    ...changed.map(({ from }) => ({ from, label: from })),
  ].map(({ from, label }): Simulation => ({ from, label, to: null }));
  return sources.reduce<readonly Simulation[]>(withSimulation, []);
}

/** The matrix for the current templates, with the environments and the removed vaults. */
export async function currentMatrix(say: Say, server: LanguageServer, asked: Simulations): Promise<Matrix> {
  const sources = await matrixSources(server, asked);
  const [results, environments, { changes }] = await Promise.all([
    askMatrix(server, sources.slice(0, mostShown.sources)),
    server.environments({}),
    server.diff({}),
  ]);
  const removed = changes.filter(({ kind }) => kind === "removed").map(({ vault }) => vault);
  return matrixOf(say, results, {
    environments,
    removed: [...new Set(removed)],
    sources: sources.length,
  });
}

/** The answers for all sources in one request, each with the step that decides it: the others are asked for when they are shown. */
async function askMatrix(
  server: LanguageServer,
  simulations: readonly Simulation[],
): Promise<readonly SimulationResult[]> {
  const from = simulations.map((each) => each.from);
  const { verdicts, sources, compared } = await server.simulate({ from, steps: "deciding" });
  return simulations.map((simulation) => ({
    simulation,
    kind: sources.find((each) => each.from === simulation.from)?.kind ?? null,
    verdicts: verdicts.filter((each) => each.from === simulation.from),
    compared,
    error: null,
  }));
}
