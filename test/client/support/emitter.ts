/** An event as VS Code has it, for the double of its module in a test. */
export class Emitter<T = undefined> {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event = (listener: (value: T) => unknown): { readonly dispose: () => void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const each of [...this.#listeners]) each(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
