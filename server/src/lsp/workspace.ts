import type { WorkspaceAccessFiles } from "./access-files.ts";
import type { AssumedStates } from "./assumed-states.ts";
import type { Outside } from "./outside.ts";
import type { Plans } from "./plans.ts";
import type { ServiceTagsStore } from "./service-tags.ts";
import type { Session } from "./session.ts";
import type { SettingsStore } from "./settings-store.ts";

/** What is known of the files that a client works on, before anything is asked about them. */
export interface Workspace {
  /** The current workspace folders. */
  readonly folders: () => readonly string[];
  /** Where the stack trace of a bug is logged. */
  readonly log: (message: string) => void;
  /** Where it is logged what was read, skipped and evaluated, and how long it took; never with text from a template. */
  readonly note: (message: string) => void;
  readonly session: Session;
  readonly settings: SettingsStore;
  readonly accessFiles: WorkspaceAccessFiles;
  /** What is evaluated. */
  readonly plans: Plans;
  /** Which environment is shown. */
  readonly environments: Environments;
  /** What values that templates leave open are assumed to be. */
  readonly states: AssumedStates;
  /** Pipelines and scripts, which may call vaults. */
  readonly outside: Outside;
  /** Azure's own addresses. */
  readonly serviceTags: ServiceTagsStore;
}

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
