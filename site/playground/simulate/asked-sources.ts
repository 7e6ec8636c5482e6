import type { ServerRequests } from "../../../client/src/server-requests.ts";
import { askAbout } from "../../../client/src/verdicts/ask-about.ts";
import {
  type Asked,
  type FirstAnswers,
  keepFirst,
  type Simulation,
  type SimulationResult,
  withFirst,
  withSimulation,
} from "../../../client/src/verdicts/simulation.ts";

/** The questions of this page with their answers, which are asked for again after every change. */
export class AskedSources implements Asked {
  readonly #server: Pick<ServerRequests, "simulate">;
  readonly #changed: () => void;
  #asked: readonly Simulation[] = [];
  #results: readonly SimulationResult[] = [];
  #first: FirstAnswers = new Map();
  #round = 0;

  constructor(server: Pick<ServerRequests, "simulate">, changed: () => void) {
    this.#server = server;
    this.#changed = changed;
  }

  results(): readonly SimulationResult[] {
    return this.#results;
  }

  /** The sources as they are sent to the server. */
  get sources(): readonly string[] {
    return this.#asked.map(({ from }) => from);
  }

  /** Forgets all questions for these. */
  async replace(sources: readonly string[]): Promise<void> {
    this.#asked = [];
    this.#first = new Map();
    await this.add(sources.map((from) => ({ from, label: from, to: null })));
  }

  async add(simulations: readonly Simulation[]): Promise<void> {
    this.#forget(simulations.map(({ from }) => from));
    this.#asked = simulations.reduce(withSimulation, this.#asked);
    await this.refresh();
  }

  async remove(source: string): Promise<void> {
    this.#forget([source]);
    this.#asked = this.#asked.filter(({ from }) => from !== source);
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const mine = ++this.#round;
    const answers = await Promise.all(this.#asked.map((each) => askAbout(this.#server, each)));
    // A later round has what is to be shown.
    if (mine !== this.#round) return;
    this.#first = keepFirst(
      this.#first,
      answers.flatMap(({ verdicts }) => verdicts),
    );
    this.#results = answers.map((each) => ({ ...each, verdicts: withFirst(each.verdicts, this.#first) }));
    this.#changed();
  }

  /** Changes are shown relative to the time of the question. */
  #forget(sources: readonly string[]): void {
    this.#first = new Map([...this.#first].filter(([, { from }]) => !sources.includes(from)));
  }
}
