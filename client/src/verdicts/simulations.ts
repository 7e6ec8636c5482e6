import { EventEmitter } from "vscode";
import type { Event } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { updatesSimulations } from "../settings.ts";
import type { FirstAnswers, Simulation, SimulationResult } from "./simulation.ts";
import { rememberFirst, withFirst, withSimulation } from "./simulation.ts";

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
  let first: FirstAnswers = new Map();
  let round = 0;

  const refresh = async () => {
    const mine = ++round;
    const answers = await Promise.all(asked.map((each) => askAbout(server, each)));
    // A later change has been asked about meanwhile; its answers are the ones to show.
    if (mine !== round) return;
    first = rememberFirst(
      first,
      answers.flatMap(({ verdicts }) => verdicts),
    );
    results = answers.map((each) =>
      each.compared ? each : { ...each, verdicts: withFirst(each.verdicts, first) },
    );
    changed.fire();
  };
  const askAll = async (next: readonly Simulation[]) => {
    asked = next;
    await refresh();
  };
  // Whoever asks again wants to know what changes from now on.
  const forget = (sources: readonly string[]) => {
    first = new Map([...first].filter(([id]) => !sources.some((from) => id.startsWith(`verdict|${from}|`))));
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
    add: (added) => {
      forget(added.map(({ from }) => from));
      return askAll(added.reduce(withSimulation, asked));
    },
    remove: (sources) => {
      forget(sources);
      return askAll(asked.filter((each) => !sources.includes(each.from)));
    },
    dispose: () => {
      watching.dispose();
      changed.dispose();
    },
  };
}

/** Asks the server about a source; what is wrong with it is an answer too. */
export async function askAbout(server: LanguageServer, simulation: Simulation): Promise<SimulationResult> {
  const { from, to } = simulation;
  const { verdicts, compared, errors } = await server.simulate(
    to === null ? { from: [from] } : { from: [from], to },
  );
  const error = verdicts.length === 0 ? (errors[0]?.message ?? null) : null;
  return { simulation, verdicts, compared, error };
}
