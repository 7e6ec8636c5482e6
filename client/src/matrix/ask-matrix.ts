import type { Say } from "../say.ts";
import type { ServerRequests } from "../server-requests.ts";
import type { Asked, Simulation, SimulationResult } from "../verdicts/simulation.ts";
import { sourcesToAsk } from "../verdicts/sources-to-ask.ts";
import { type Matrix, matrixOf, mostShown } from "./matrix.ts";

/** The matrix for the current templates, with the environments and the removed vaults. */
export async function currentMatrix(say: Say, server: ServerRequests, asked: Asked): Promise<Matrix> {
  const sources = await sourcesToAsk(server, asked);
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
  server: ServerRequests,
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
