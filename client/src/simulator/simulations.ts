import { EventEmitter } from "vscode";
import type { Event } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { updatesSimulations } from "../settings.ts";
import type { Simulation, SimulationResult } from "./simulation.ts";
import { withSimulation } from "./simulation.ts";

/** What has been asked, with the answers as they are now: they are asked for again whenever a template changes. */
export interface Simulations {
  readonly dispose: () => void;
  readonly results: () => readonly SimulationResult[];
  readonly onDidChange: Event<void>;
  readonly add: (simulations: readonly Simulation[]) => Promise<void>;
  readonly remove: (sources: readonly string[]) => Promise<void>;
}

export function simulations(server: LanguageServer): Simulations {
  const changed = new EventEmitter<void>();
  let asked: readonly Simulation[] = [];
  let results: readonly SimulationResult[] = [];
  let round = 0;

  const refresh = async () => {
    const mine = ++round;
    const answers = await Promise.all(asked.map((each) => askAbout(server, each)));
    // A later change has been asked about meanwhile; its answers are the ones to show.
    if (mine !== round) return;
    results = answers;
    changed.fire();
  };
  const askAll = async (next: readonly Simulation[]) => {
    asked = next;
    await refresh();
  };
  const watching = server.onDidChange(() => {
    if (asked.length === 0 || !updatesSimulations()) return;
    refresh().catch((error: unknown) => {
      server.log.warn(String(error));
    });
  });
  return {
    results: () => results,
    onDidChange: changed.event,
    add: (added) => askAll(added.reduce(withSimulation, asked)),
    remove: (sources) => askAll(asked.filter((each) => !sources.includes(each.from))),
    dispose: () => {
      watching.dispose();
      changed.dispose();
    },
  };
}

/** Asks the server about a source; what is wrong with it is an answer too. */
export async function askAbout(server: LanguageServer, simulation: Simulation): Promise<SimulationResult> {
  const { from, to } = simulation;
  const { verdicts, errors } = await server.simulate(to === null ? { from: [from] } : { from: [from], to });
  const error = verdicts.length === 0 ? (errors[0]?.message ?? null) : null;
  return { simulation, verdicts, error };
}
