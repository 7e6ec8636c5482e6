import { type Disposable, type Event, EventEmitter } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { updatesSimulations } from "../settings.ts";
import { askAbout } from "./ask-about.ts";
import {
  type Asked,
  type FirstAnswers,
  keepFirst,
  type Simulation,
  type SimulationResult,
  withFirst,
  withSimulation,
} from "./simulation.ts";

/** The questions so far with their current answers, which are requested again whenever a template changes. */
export class Simulations implements Asked {
  readonly #server: LanguageServer;
  readonly #changed = new EventEmitter<void>();
  readonly #watching: Disposable;
  #asked: readonly Simulation[] = [];
  #results: readonly SimulationResult[] = [];
  #first: FirstAnswers = new Map();

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#watching = server.onDidChange(() => {
      if (this.#asked.length === 0 || !updatesSimulations()) return;
      this.#refresh().catch(server.warn);
    });
  }

  results(): readonly SimulationResult[] {
    return this.#results;
  }

  async add(simulations: readonly Simulation[]): Promise<void> {
    this.#forget(simulations.map(({ from }) => from));
    this.#asked = simulations.reduce(withSimulation, this.#asked);
    await this.#refresh();
  }

  async remove(sources: readonly string[]): Promise<void> {
    this.#forget(sources);
    this.#asked = this.#asked.filter((each) => !sources.includes(each.from));
    await this.#refresh();
  }

  dispose(): void {
    this.#watching.dispose();
    this.#changed.dispose();
  }

  readonly #refresh = oneAtATime(async () => {
    const asked = this.#asked;
    const answers = await Promise.all(asked.map((each) => askAbout(this.#server, each)));
    // Other questions have another round, whose answers are the first ones.
    if (asked !== this.#asked) return;
    const verdicts = answers.flatMap((each) => each.verdicts);
    this.#first = keepFirst(this.#first, verdicts);
    this.#results = answers.map((each) =>
      each.compared ? each : { ...each, verdicts: withFirst(each.verdicts, this.#first) },
    );
    this.#changed.fire();
  });

  /** Changes are shown relative to the time of the latest question. */
  #forget(sources: readonly string[]): void {
    this.#first = new Map([...this.#first].filter(([, { from }]) => !sources.includes(from)));
  }
}
