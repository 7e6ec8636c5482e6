import {
  type Analysis,
  assumeDeployed,
  type Document,
  folderOfRoot,
  readStateFile,
  requirePermissions,
  type StateReading,
  type Words,
} from "../core/index.ts";
import { normalizeUri, resolvePath } from "./files.ts";
import type { Answer, Session } from "./session.ts";
import type { SettingsStore } from "./settings-store.ts";

/** What settings add to analyses: states that they name, for what templates leave open, and whether permissions are required. */
export class AssumedStates {
  readonly #session: Session;
  readonly #settings: SettingsStore;
  readonly #folders: () => readonly string[];
  readonly #words: Pick<Words, "state">;
  readonly #tell: (message: string) => void;
  readonly #readings = new Map<string, Answer<StateReading>>();
  /** What the user was last told about each state. */
  readonly #told = new Map<string, string>();

  constructor(
    session: Session,
    settings: SettingsStore,
    folders: () => readonly string[],
    words: Pick<Words, "state">,
    tell: (message: string) => void,
  ) {
    this.#session = session;
    this.#settings = settings;
    this.#folders = folders;
    this.#words = words;
    this.#tell = tell;
  }

  /** Analyses with values of the state that applies to their roots; as they are where none does, or it cannot be read. */
  async assumedIn(analyses: readonly Analysis[]): Promise<readonly Analysis[]> {
    const assumed: Analysis[] = [];
    for (const analysis of analyses) {
      const named = await this.#namedFor(analysis.root);
      const reading = named && (await this.#read(named));
      const { requirePermissions: isRequired } = await this.#settings.of(this.#session.uriOf(analysis.root));
      const asked = isRequired ? requirePermissions(analysis) : analysis;
      assumed.push(...(reading && "state" in reading ? assumeDeployed([asked], reading.state) : [asked]));
    }
    return assumed;
  }

  /** Why states that apply to some roots cannot be used, each once. */
  async problemsOf(analyses: readonly Pick<Analysis, "root">[]): Promise<readonly string[]> {
    const problems = new Set<string>();
    for (const { root } of analyses) {
      const named = await this.#namedFor(root);
      const reading = named && (await this.#read(named));
      if (named && reading && "fault" in reading) problems.add(this.#say(named, reading));
    }
    return [...problems];
  }

  /** Whether a file is one of the states in use. */
  uses(id: string): boolean {
    return this.#readings.has(id);
  }

  async #namedFor(root: string): Promise<Named | null> {
    const { assumeDeployed: path } = await this.#settings.of(this.#session.uriOf(root));
    if (path === "") return null;
    const folders = this.#folders().map((each) => `${normalizeUri(each).replace(/\/$/, "")}/`);
    const folder = folders.find((each) => root.startsWith(each)) ?? folderOfRoot(root);
    return { path, id: resolvePath(`${folder}_`, path) };
  }

  async #read(named: Named): Promise<StateReading> {
    const before = this.#readings.get(named.id);
    if (before && this.#session.holds(before)) return before.answer;
    const answer = await this.#session.answer((files) => readingOf(files.get(named.id)));
    this.#readings.set(named.id, answer);
    const problem = "fault" in answer.answer ? this.#say(named, answer.answer) : "";
    if (problem !== "" && this.#told.get(named.id) !== problem) this.#tell(problem);
    this.#told.set(named.id, problem);
    return answer.answer;
  }

  #say({ path }: Named, { fault }: Extract<StateReading, { readonly fault: unknown }>): string {
    return `keyVaultNetwork.assumeDeployed: ${path}: ${this.#words.state(fault)}`;
  }
}

/** A state as a setting names it. */
interface Named {
  readonly path: string;
  readonly id: string;
}

/** Nothing but the document itself is read. */
function readingOf(document: Document | null | undefined): StateReading {
  return document
    ? readStateFile(document, { get: () => null, resolve: resolvePath })
    : { fault: { kind: "not-read" } };
}
