import type { LanguageServer } from "../language-server.ts";
import type { Simulation, SimulationResult } from "../simulator/simulation.ts";
import { withSimulation } from "../simulator/simulation.ts";
import type { Simulations } from "../simulator/simulations.ts";
import { askAbout } from "../simulator/simulations.ts";

/** Everybody asked about or named in an access file, and the internet, against all vaults. */
export async function askMatrix(
  server: LanguageServer,
  asked: Simulations,
): Promise<readonly SimulationResult[]> {
  const { saved } = await server.sources({ typed: "" });
  const sources = [
    ...asked.results().map(({ simulation }) => simulation),
    ...saved.map(({ from }) => ({ from, label: from })),
    { from: "internet", label: "internet" },
  ].map(({ from, label }): Simulation => ({ from, label, to: null }));
  const distinct = sources.reduce<readonly Simulation[]>(withSimulation, []);
  return Promise.all(distinct.map((each) => askAbout(server, each)));
}
