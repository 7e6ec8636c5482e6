import type { ServerRequests } from "../server-requests.ts";
import type { Simulation, SimulationResult } from "./simulation.ts";

/** Asks the server about a source; an error is an answer too. */
export async function askAbout(
  server: Pick<ServerRequests, "simulate">,
  simulation: Simulation,
): Promise<SimulationResult> {
  const { from, to, assumed } = simulation;
  const { verdicts, sources, compared, errors } = await server.simulate({
    from: [assumed?.from ?? from],
    ...(to === null ? {} : { to }),
    ...(assumed ? { assuming: { name: assumed.name, text: assumed.text, label: from } } : {}),
  });
  const error = verdicts.length === 0 ? (errors[0]?.message ?? null) : null;
  return { simulation, kind: sources[0]?.kind ?? null, verdicts, compared, error };
}
