import type { CancellationToken } from "vscode-languageserver";
import {
  type Analysis,
  analyze,
  type Environment,
  type Files,
  folderOf,
  isFolder,
  linkAnalyses,
  type ModuleMapping,
  type StateRoot,
} from "../core/index.ts";
import { normalizeUri, resolvePath, type Host } from "./files.ts";
import { Cancelled, stopIfCancelled } from "./guard.ts";
import type { FileView } from "./overlay.ts";
import { searchesFor } from "./folder-search.ts";
import type { Evaluated } from "./notes.ts";
import { areSame } from "./same-items.ts";
import { isStill, type Sight } from "./seen.ts";

/** Modules that call modules are found one level at a time; this is the maximum depth. */
const mostRounds = 64;

interface Cached {
  readonly root: string;
  readonly environment: Environment | null;
  readonly modules: ModuleMapping;
  readonly states: readonly StateRoot[];
  readonly analysis: Analysis;
  readonly sights: Sights;
}

/** What an analysis saw, and goes on seeing: properties are read when they are asked for. */
interface Sights {
  readonly seen: Map<string, Sight>;
  /** Files and folders that were not loaded when it asked for them. */
  readonly missing: Set<string>;
}

/** What analyses take from the host in addition to files. */
export interface AnalysisHost extends Pick<Host, "onAnalysis" | "onWork"> {
  /** The addresses of the workspace folders. */
  readonly folders?: () => readonly string[];
  /** Told of roots that look different because of what other roots say. */
  readonly onRelinked?: (roots: readonly string[]) => void;
  /** Told how long each evaluation took. */
  readonly onEvaluated?: (evaluated: Evaluated) => void;
  /** Receives bugs that roots trigger. */
  readonly log?: (message: string) => void;
  /** Local replacements for the modules of a root. */
  readonly modulesOf?: (root: string) => Promise<ModuleMapping>;
  /** The roots of the workspace whose states others may read. */
  readonly states?: () => Promise<readonly StateRoot[]>;
}

/**
 * What is known of roots, in any environment. An analysis is kept as long as every document it read is still the same
 * object and every folder lists the same files, so a change re-runs exactly the roots that read what changed.
 */
export class Analyses {
  readonly #files: FileView;
  readonly #host: AnalysisHost;
  readonly #cache = new Map<string, Cached>();
  /** How often each root was discarded: one that was while it was being analyzed is not kept. */
  readonly #discarded = new Map<string, number>();
  #linked = new Map<Analysis, Analysis>();
  #timesSupplied = 0;

  constructor(files: FileView, host: AnalysisHost) {
    this.#files = files;
    this.#host = host;
  }

  /** Whether an answer about a root is available. */
  isFresh(root: string, environment: Environment | null): boolean {
    return this.#fresh(root, environment) !== null;
  }

  /** All available answers. */
  fresh(): readonly Analysis[] {
    return [...this.#cache.values()].flatMap(({ sights, analysis }) =>
      isStill(this.#files, sights.seen) ? [analysis] : [],
    );
  }

  /** These answers with what all other roots at hand contribute to them. */
  linked(analyses: readonly Analysis[]): readonly Analysis[] {
    const all = this.fresh();
    const before = this.#linked;
    if (all.length !== before.size || all.some((each) => !before.has(each))) {
      const linked = linkAnalyses(all);
      this.#linked = new Map(all.map((each, index) => [each, linked[index] ?? each]));
      const relinked = [...before].filter(([alone, was]) => (this.#linked.get(alone) ?? was) !== was);
      if (relinked.length > 0) this.#host.onRelinked?.([...new Set(relinked.map(([{ root }]) => root))]);
    }
    return analyses.map((each) => this.#linked.get(each) ?? each);
  }

  /** Discards a root. */
  forget(root: string): void {
    for (const [key, each] of this.#cache) if (each.root === root) this.#cache.delete(key);
    this.#discarded.set(root, (this.#discarded.get(root) ?? 0) + 1);
  }

  /**
   * The roots that were read with a file or with its folder's listing, after files were created or deleted, and
   * everything they were read from.
   */
  readingOf(id: string, change: "text" | "existence"): ReadonlySet<string> {
    const asked = change === "text" ? [id] : [id, folderOf(id), ...searchesFor(id)];
    const found = new Set<string>();
    for (const { root, sights } of this.#cache.values()) {
      const { seen } = sights;
      if (!asked.some((each) => seen.has(each))) continue;
      found.add(root);
      for (const read of seen.keys()) found.add(read);
    }
    return found;
  }

  /** What is known of a root now. Throws `Cancelled` if the token is canceled before there is an answer. */
  async of(root: string, environment: Environment | null, token: CancellationToken): Promise<Analysis> {
    const discarded = this.#discarded.get(root);
    const modules = (await this.#host.modulesOf?.(root)) ?? noModules;
    // Only Terraform reads states, and its roots are folders.
    const states = isFolder(root) ? ((await this.#host.states?.()) ?? noStates) : noStates;
    const before = this.#fresh(root, environment, { modules, states });
    if (before) return before;
    const start = Date.now();
    const asked = { root, environment, modules, states };
    const { analysis, sights } = await this.#complete(asked, token);
    const { size: documents } = analysis.documents;
    this.#host.onEvaluated?.({
      ...{ root, documents },
      environment: environment?.name ?? null,
      milliseconds: Date.now() - start,
    });
    if (analysis.kind === "failed") this.#host.log?.(`${root}: ${analysis.failed.stack}`);
    if (this.#discarded.get(root) !== discarded) return analysis;
    this.#letGo(keyOf(root, environment));
    this.#cache.set(keyOf(root, environment), { ...asked, analysis, sights });
    return analysis;
  }

  /** What is replaced would be copied by collections of young objects until all roots are linked again. */
  #letGo(key: string): void {
    const replaced = this.#cache.get(key);
    if (replaced) this.#linked.delete(replaced.analysis);
  }

  /** How often something was loaded that questions about analyses came to need after these were complete. */
  get timesSupplied(): number {
    return this.#timesSupplied;
  }

  /** Loads what questions about analyses came to need after these were complete. The next question gets others. */
  async loadMissing(): Promise<void> {
    const lacking = [...this.#cache.values()].map(({ sights }) => sights.missing);
    const missing = new Set(lacking.flatMap((ids) => [...ids]));
    if (missing.size === 0) return;
    // Until it is loaded, it is missing for everyone who asks meanwhile.
    await Promise.all([...missing].map((id) => this.#files.load(id)));
    for (const ids of lacking) for (const id of missing) ids.delete(id);
    this.#timesSupplied++;
  }

  async #complete(asked: Asked, token: CancellationToken): Promise<Pick<Cached, "analysis" | "sights">> {
    const { root } = asked;
    await Promise.all(this.#reachOf(root).map(this.#files.follow));
    for (let round = 1; ; round++) {
      stopIfCancelled(token);
      const sights: Sights = { seen: new Map(), missing: new Set() };
      const analysis = this.#analyze(asked, sights, token);
      sights.missing.clear();
      if (analysis.wants.size === 0 || round === mostRounds) return { analysis, sights };
      await Promise.all([...analysis.wants].map((id) => this.#files.load(id)));
    }
  }

  #analyze(
    { root, environment, modules, states }: Asked,
    sights: Sights,
    token: CancellationToken,
  ): Analysis {
    const run = { stopped: false, ended: false };
    const checkpoint = (): "go on" | "stop" => {
      run.stopped ||= !run.ended && token.isCancellationRequested;
      return run.stopped ? "stop" : "go on";
    };
    this.#host.onAnalysis?.(root);
    this.#host.onWork?.(root);
    const files = this.#filesSeen(root, sights, modules);
    const analysis = analyze({ root, files, environment, states, checkpoint });
    if (run.stopped) throw new Cancelled();
    // What is evaluated later, when somebody asks for it, belongs to no request.
    run.ended = true;
    return analysis;
  }

  #filesSeen(root: string, { seen, missing }: Sights, modules: ModuleMapping): Files {
    const note = <T extends Sight>(id: string, sight: T): T => {
      if (!seen.has(id)) seen.set(id, sight);
      if (sight === undefined) missing.add(id);
      return sight;
    };
    const reach = this.#reachOf(root);
    const inside = new Set(
      [...reach, ...reach.map(this.#files.targetOf)].map((each) => each.replace(/\/?$/, "/")),
    );
    return {
      isOutside: (id) => !mayRead(this.#files.targetOf(id), inside),
      get: (id) => note(id, this.#files.document(id)),
      list: (folder) => note(folder, this.#files.list(folder)),
      resolve: resolvePath,
      bicepCache: this.#files.bicepCache,
      modulesOf: () => modules,
    };
  }

  /**
   * The folders that functions of a template may read: those of the workspace, its own folder if it is not in one, and
   * restored modules.
   */
  #reachOf(root: string): readonly string[] {
    const { bicepCache } = this.#files;
    const folders = this.#host.folders?.().map(normalizeUri) ?? [];
    return [...folders, folderOf(root), ...(bicepCache === undefined ? [] : [bicepCache])];
  }

  #fresh(
    root: string,
    environment: Environment | null,
    given?: Pick<Asked, "modules" | "states">,
  ): Analysis | null {
    const before = this.#cache.get(keyOf(root, environment));
    if (!before || !isSameEnvironment(before.environment, environment)) return null;
    if (given && !isSameMapping(before.modules, given.modules)) return null;
    if (given && !isSameStates(given.states, before.states) && readsStates(before.analysis)) return null;
    return isStill(this.#files, before.sights.seen) ? before.analysis : null;
  }
}

/** A root, and what it is evaluated with. */
type Asked = Pick<Cached, "root" | "environment" | "modules" | "states">;

const noStates: readonly StateRoot[] = [];

/** Plans are made anew whenever files change, and usually say the same about states as before. */
function isSameStates(a: readonly StateRoot[], b: readonly StateRoot[]): boolean {
  return a === b || areSame(a, b, isSameState);
}

function isSameState(a: StateRoot, b: StateRoot | undefined): boolean {
  return (
    a.root === b?.root &&
    JSON.stringify([a.backend?.type, ...(a.backend?.settings ?? [])]) ===
      JSON.stringify([b.backend?.type, ...(b.backend?.settings ?? [])]) &&
    areSame(a.judged, b.judged, isSameEnvironment)
  );
}

/** Whether a root has a data source for the state of another one. */
function readsStates({ worlds }: Analysis): boolean {
  return worlds.some(({ network }) => network.resources("terraform_remote_state").length > 0);
}

const noModules: ModuleMapping = new Map();

/**
 * Whether functions of a template may read a file, after links are resolved. A checkout's git configuration contains
 * the token it was cloned with.
 */
function mayRead(target: string, inside: ReadonlySet<string>): boolean {
  return !/\/\.git\//i.test(target) && [...inside].some((folder) => target.startsWith(folder));
}

/** Environments are determined again whenever files change, and are usually the same as before. */
function isSameEnvironment(a: Environment | null, b: Environment | null = null): boolean {
  if (!a || !b) return a === b;
  return (
    areSame(a.parameters, b.parameters) &&
    a.set.size === b.set.size &&
    [...a.set].every(([name, value]) => b.set.get(name) === value)
  );
}

/** Only the latest analysis of an environment is kept. */
function keyOf(root: string, environment: Environment | null): string {
  return `${root}\n${environment?.name ?? ""}`;
}

/** Whether two mappings are equal. */
function isSameMapping(a: ModuleMapping, b: ModuleMapping): boolean {
  return a.size === b.size && [...a].every(([source, place]) => b.get(source) === place);
}
