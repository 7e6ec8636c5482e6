import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, Document, Files } from "../core/index.ts";
import { analyze, documentKindOf, folderOf, hclGrammar, largestFile } from "../core/index.ts";
import type { FileStore } from "./file-store.ts";
import { isFolder } from "./file-store.ts";
import { resolvePath } from "./files.ts";
import { Cancelled, stopIfCancelled } from "./guard.ts";
import type { Host } from "./host.ts";
import type { LazyGrammar } from "./lazy-grammar.ts";
import type { OpenDocument, OpenDocuments } from "./open-documents.ts";
import { rootOf } from "./root-of.ts";

/** Modules that call modules are found one level at a time; deeper ones than this are not looked for. */
const mostRounds = 64;

type Seen = Document | readonly string[] | null | undefined;

interface Remembered {
  readonly analysis: Analysis;
  /** What the analysis saw of each file and folder it asked for; it holds as long as that is all the same. */
  readonly seen: ReadonlyMap<string, Seen>;
}

/**
 * Documents and what is known of them. An analysis is kept as long as every document it read is still the same object and
 * every folder lists the same files, so a change re-runs exactly the roots that read what changed.
 */
export class Session {
  readonly grammar: LazyGrammar;
  readonly #open: OpenDocuments;
  readonly #files: FileStore;
  readonly #host: Pick<Host, "onAnalysis">;
  readonly #remembered = new Map<string, Remembered>();
  /** Templates that a scan of the workspace found. */
  #scanned: readonly string[] | null = null;

  constructor(
    open: OpenDocuments,
    files: FileStore,
    grammar: LazyGrammar,
    host: Pick<Host, "onAnalysis"> = {},
  ) {
    this.#open = open;
    this.#files = files;
    this.grammar = grammar;
    this.#host = host;
  }

  /** The document as it is now; null when there is none, undefined when nobody has looked. */
  document(id: string): Document | null | undefined {
    return this.#files.document(id);
  }

  opened(id: string): OpenDocument | undefined {
    return this.#open.get(id);
  }

  /** The address as the client spells it. */
  uriOf(id: string): string {
    return this.#open.get(id)?.uri ?? id;
  }

  /** Every template known, open ones first. */
  templates(): readonly string[] {
    const open = this.#open.all().map(({ document }) => document.id);
    return [...new Set([...open, ...(this.#scanned ?? [])])].filter((id) => {
      const document = this.document(id);
      // What a scan found and was forgotten since is read again by whoever asks.
      return document === undefined || (document !== null && isTemplate(document));
    });
  }

  /** The roots of all templates known. */
  roots(): readonly string[] {
    return [...new Set(this.templates().map((id) => rootOf(this.document(id) ?? { id, text: "" })))];
  }

  /** The documents that are judged as a root: itself, or those of a folder that are open. */
  documentsOf(root: string): readonly string[] {
    if (!isFolder(root)) return [root];
    return this.#open.all().flatMap(({ document }) => (rootOf(document) === root ? [document.id] : []));
  }

  /** Whether an answer about a root is at hand. */
  isFresh(root: string): boolean {
    return this.#fresh(root) !== null;
  }

  /** Whether the workspace was searched for templates. */
  get isScanned(): boolean {
    return this.#scanned !== null;
  }

  /** Null when it has to be searched anew. */
  setScanned(templates: readonly string[] | null): void {
    this.#scanned = templates;
  }

  /** Adds a template that came up after the search. */
  addScanned(template: string): void {
    if (this.#scanned && !this.#scanned.includes(template)) this.#scanned = [...this.#scanned, template];
  }

  /** Reads a file unless it is open or known already. */
  async load(id: string): Promise<Document | null> {
    await this.#files.load(id);
    return this.document(id) ?? null;
  }

  /** The files of a folder; null when there is none. */
  async list(folder: string): Promise<readonly string[] | null> {
    await this.#files.load(folder);
    return this.#files.list(folder) ?? null;
  }

  /** Forgets what a file or folder held, because it changed on disk or may have. */
  forget(id: string): void {
    this.#files.forget(id);
  }

  /** Lets go of a document that was closed: it is a file again, and no longer judged by itself unless a scan found it. */
  close(document: Document): void {
    this.forget(document.id);
    const root = rootOf(document);
    if (!this.roots().includes(root)) this.#remembered.delete(root);
  }

  /** The roots besides the document itself whose analysis read it, or listed its folder where files have come or gone. */
  dependantsOf(id: string, change: "text" | "existence" = "text"): readonly string[] {
    const asked = change === "text" ? [id] : [id, folderOf(id)];
    return [...this.#remembered].flatMap(([root, { seen }]) =>
      root !== id && asked.some((each) => seen.has(each)) ? [root] : [],
    );
  }

  /**
   * What is known of a root now; null when it is no template. Throws `Cancelled` when the token says so before there is
   * an answer.
   */
  async analysis(root: string, token: CancellationToken): Promise<Analysis | null> {
    if (!isFolder(root)) {
      const document = await this.load(root);
      if (!document || !isTemplate(document)) return null;
    }
    for (let round = 1; ; round++) {
      const before = this.#fresh(root);
      if (before) return before.isTemplate ? before : null;
      stopIfCancelled(token);
      const analysis = this.#analyze(root, token);
      if (analysis.wants.size === 0 || round === mostRounds) this.#remember(analysis);
      else await Promise.all([...analysis.wants].map((id) => this.#supply(id)));
    }
  }

  #supply(wanted: string): Promise<void> {
    return wanted === hclGrammar ? this.grammar.load() : this.#files.load(wanted);
  }

  #analyze(root: string, token: CancellationToken): Analysis {
    const run = { stopped: false };
    const checkpoint = (): "go on" | "stop" => {
      run.stopped ||= token.isCancellationRequested;
      return run.stopped ? "stop" : "go on";
    };
    this.#host.onAnalysis?.(root);
    const analysis = analyze({ root, files: this.#filesSeen(), checkpoint });
    if (run.stopped) throw new Cancelled();
    return analysis;
  }

  #filesSeen(): Files {
    return {
      get: (id) => this.document(id),
      list: (folder) => this.#files.list(folder),
      resolve: resolvePath,
      ...(this.grammar.isToBeHad ? { grammar: this.grammar.get } : {}),
    };
  }

  #see(id: string): Seen {
    return isFolder(id) ? this.#files.list(id) : this.document(id);
  }

  #fresh(root: string): Analysis | null {
    const before = this.#remembered.get(root);
    if (!before) return null;
    for (const [id, seen] of before.seen) if (!isSame(this.#see(id), seen)) return null;
    return before.analysis;
  }

  #remember(analysis: Analysis): void {
    const seen = new Map([...analysis.reads].map((id) => [id, this.#see(id)] as const));
    this.#remembered.set(analysis.root, { analysis, seen });
  }
}

function isSame(a: Seen, b: Seen): boolean {
  if (!isListing(a) || !isListing(b)) return a === b;
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

function isListing(seen: Seen): seen is readonly string[] {
  return Array.isArray(seen);
}

function isTemplate(document: Document): boolean {
  return document.text.length <= largestFile && documentKindOf(document) === "template";
}
