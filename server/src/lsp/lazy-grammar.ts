import type { HclGrammar } from "../core/index.ts";

/** The Terraform parser, loaded when an analysis first needs it: most sessions never see a Terraform file. */
export class LazyGrammar {
  readonly #load: (() => Promise<HclGrammar>) | undefined;
  readonly #log: (message: string) => void;
  #grammar: HclGrammar | undefined;
  #loading: Promise<void> | undefined;
  #failed = false;

  constructor(load: (() => Promise<HclGrammar>) | undefined, log: (message: string) => void) {
    this.#load = load;
    this.#log = log;
  }

  /** False if it is not available: Terraform files are not analyzed then. */
  get isToBeHad(): boolean {
    return this.#load !== undefined && !this.#failed;
  }

  /** Undefined as long as it is not loaded. */
  readonly get = (): HclGrammar | undefined => this.#grammar;

  /** Resolves once it is loaded, or once it turns out not to be available. Never rejects. */
  load(): Promise<void> {
    this.#loading ??= this.#try();
    return this.#loading;
  }

  async #try(): Promise<void> {
    try {
      this.#grammar = await this.#load?.();
    } catch (error) {
      this.#failed = true;
      this.#log(`Terraform files are not checked, because their grammar does not load: ${String(error)}`);
    }
  }
}
