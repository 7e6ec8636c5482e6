import type { SettingsStore } from "./settings-store.ts";
import type { Session } from "./session.ts";

/** Which environment lenses, views and simulations show; what is evaluated does not depend on it. */
export class Environments {
  readonly #session: Session;
  readonly #settings: SettingsStore;
  /** Undefined until one is selected: until then, the settings apply. */
  #selected: string | null | undefined;

  constructor(session: Session, settings: SettingsStore) {
    this.#session = session;
    this.#settings = settings;
  }

  /** Selects an environment for as long as the server runs; null for all of them. */
  select(name: string | null): void {
    this.#selected = name;
  }

  /** The name of the environment that is shown for a root; null if all are. */
  async chosen(root: string): Promise<string | null> {
    if (this.#selected !== undefined) return this.#selected;
    const { environment } = await this.#settings.of(this.#session.uriOf(root));
    return environment === "" ? null : environment;
  }
}
