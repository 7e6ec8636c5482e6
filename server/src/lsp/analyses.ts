import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, Document, Environment, Files } from "../core/index.ts";
import { analyze, folderOf, hclGrammar } from "../core/index.ts";
import { isFolder } from "./file-store.ts";
import { normalizeUri, resolvePath } from "./files.ts";
import { Cancelled, stopIfCancelled } from "./guard.ts";
import type { Host } from "./host.ts";
import type { LazyGrammar } from "./lazy-grammar.ts";
import type { FileView } from "./overlay.ts";

/** Modules that call modules are found one level at a time; deeper ones than this are not looked for. */
const mostRounds = 64;

type Seen = Document | readonly string[] | null | undefined;

interface Remembered {
  readonly root: string;
  readonly environment: Environment | null;
  readonly analysis: Analysis;
  /** What the analysis saw of each file and folder it asked for; it holds as long as that is all the same. */
  readonly seen: ReadonlyMap<string, Seen>;
}

/** What analyses take from the host besides files. */
export interface AnalysisHost extends Pick<Host, "onAnalysis"> {
  /** The addresses of the workspace folders. */
  readonly folders?: () => readonly string[];
}

/**
 * What is known of roots, in whatever environment. An analysis is kept as long as every document it read is still the same
 * object and every folder lists the same files, so a change re-runs exactly the roots that read what changed.
 */
export class Analyses {
  readonly #files: FileView;
  readonly #grammar: LazyGrammar;
  readonly #host: AnalysisHost;
  readonly #remembered = new Map<string, Remembered>();

  constructor(files: FileView, grammar: LazyGrammar, host: AnalysisHost) {
    this.#files = files;
    this.#grammar = grammar;
    this.#host = host;
  }

  /** Whether an answer about a root is at hand. */
  isFresh(root: string, environment: Environment | null): boolean {
    return this.#fresh(root, environment) !== null;
  }

  /** Lets go of a root. */
  forget(root: string): void {
    for (const [key, each] of this.#remembered) if (each.root === root) this.#remembered.delete(key);
  }

  /** The roots besides the document itself whose analysis read it, or listed its folder where files have come or gone. */
  dependantsOf(id: string, change: "text" | "existence"): readonly string[] {
    const asked = change === "text" ? [id] : [id, folderOf(id)];
    const found = [...this.#remembered.values()].filter(
      ({ root, seen }) => root !== id && asked.some((each) => seen.has(each)),
    );
    return [...new Set(found.map(({ root }) => root))];
  }

  /** What is known of a root now. Throws `Cancelled` when the token says so before there is an answer. */
  async of(root: string, environment: Environment | null, token: CancellationToken): Promise<Analysis> {
    const before = this.#fresh(root, environment);
    if (before) return before;
    const analysis = await this.#complete(root, environment, token);
    const seen = new Map([...analysis.reads].map((id) => [id, this.#see(id)] as const));
    this.#remembered.set(keyOf(root, environment), { root, environment, analysis, seen });
    return analysis;
  }

  async #complete(
    root: string,
    environment: Environment | null,
    token: CancellationToken,
  ): Promise<Analysis> {
    for (let round = 1; ; round++) {
      stopIfCancelled(token);
      const analysis = this.#analyze(root, environment, token);
      if (analysis.wants.size === 0 || round === mostRounds) return analysis;
      await Promise.all([...analysis.wants].map((id) => this.#supply(id)));
    }
  }

  #supply(wanted: string): Promise<void> {
    return wanted === hclGrammar ? this.#grammar.load() : this.#files.load(wanted);
  }

  #analyze(root: string, environment: Environment | null, token: CancellationToken): Analysis {
    const run = { stopped: false };
    const checkpoint = (): "go on" | "stop" => {
      run.stopped ||= token.isCancellationRequested;
      return run.stopped ? "stop" : "go on";
    };
    this.#host.onAnalysis?.(root);
    const files = this.#filesSeen(root);
    const analysis = analyze({ root, files, checkpoint, ...(environment ? { environment } : {}) });
    if (run.stopped) throw new Cancelled();
    return analysis;
  }

  #filesSeen(root: string): Files {
    const { bicepCache } = this.#files;
    const folders = [
      ...(this.#host.folders?.().map(normalizeUri) ?? []),
      ...(bicepCache === undefined ? [] : [bicepCache]),
    ];
    return {
      isOutside: (id) => !mayRead(id, root, folders),
      get: (id) => this.#files.document(id),
      list: (folder) => this.#files.list(folder),
      resolve: resolvePath,
      bicepCache,
      ...(this.#grammar.isToBeHad ? { grammar: this.#grammar.get } : {}),
    };
  }

  #see(id: string): Seen {
    return isFolder(id) ? this.#files.list(id) : this.#files.document(id);
  }

  #fresh(root: string, environment: Environment | null): Analysis | null {
    const before = this.#remembered.get(keyOf(root, environment));
    if (before?.environment !== environment) return null;
    for (const [id, seen] of before.seen) if (!isSame(this.#see(id), seen)) return null;
    return before.analysis;
  }
}

/**
 * Whether functions of a template may read a file: those of the workspace, or of the template's own folder where it is not part of
 * one. A checkout keeps the token it was made with in the configuration of git.
 */
function mayRead(id: string, root: string, folders: readonly string[]): boolean {
  const inside = [...folders, folderOf(root)].map((folder) => folder.replace(/\/?$/, "/"));
  return !/\/\.git\//i.test(id) && inside.some((folder) => id.startsWith(folder));
}

/** Of an environment that is read anew only the newest is remembered. */
function keyOf(root: string, environment: Environment | null): string {
  return `${root}\n${environment?.name ?? ""}`;
}

function isSame(a: Seen, b: Seen): boolean {
  if (!isListing(a) || !isListing(b)) return a === b;
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

function isListing(seen: Seen): seen is readonly string[] {
  return Array.isArray(seen);
}
