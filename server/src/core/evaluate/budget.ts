import { limits } from "../text/limits.ts";

/** Asked now and then whether a newer keystroke or a cancelled request makes the work pointless. */
export type Checkpoint = () => "go on" | "stop";

/** Counts the work of one evaluation, so that no template, however hostile, keeps it busy for long. */
export class Budget {
  readonly #checkpoint: Checkpoint;
  #steps = 0;
  #depth = 0;
  #calls = 0;
  #instances = 0;
  #stopped = false;

  constructor(checkpoint: Checkpoint = () => "go on") {
    this.#checkpoint = checkpoint;
  }

  /** Counts one step and goes one level deeper; false when a limit is reached. Every `enter` that succeeds needs a `leave`. */
  enter(): boolean {
    if (!this.spend(1) || this.#depth >= limits.expressionDepth) return false;
    this.#depth++;
    return true;
  }

  leave(): void {
    this.#depth--;
  }

  /** Counts steps; false when they are used up or the work is to stop. */
  spend(steps: number): boolean {
    this.#steps += steps;
    if (this.#steps > limits.steps) this.#stopped = true;
    else if ((this.#steps & 1023) === 0 && this.#checkpoint() === "stop") this.#stopped = true;
    return !this.#stopped;
  }

  /** Counts one call of a module with so many resources; false when there have been too many of either. */
  call(resources: number): boolean {
    this.#calls++;
    this.make(resources);
    return this.#calls <= limits.moduleCalls && this.instancesLeft > 0;
  }

  /** Counts what came of a loop. */
  make(instances: number): void {
    this.#instances += instances;
  }

  /** How many more instances there may be. */
  get instancesLeft(): number {
    return Math.max(0, limits.instances - this.#instances);
  }

  /** Whether some answer is unknown because a limit was reached. */
  get exhausted(): boolean {
    return this.#stopped;
  }
}
