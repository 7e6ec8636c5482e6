import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, Document, Files } from "../core/index.ts";
import { analyze, documentKindOf, largestFile } from "../core/index.ts";
import { resolvePath } from "./files.ts";
import { Cancelled, stopIfCancelled } from "./guard.ts";
import type { Host } from "./host.ts";
import type { OpenDocument, OpenDocuments } from "./open-documents.ts";

/** Modules that call modules are found one level at a time; deeper ones than this are not looked for. */
const mostRounds = 64;

interface Remembered {
  readonly analysis: Analysis;
  /** What the analysis saw of each file it asked for; it holds as long as that is all the same. */
  readonly seen: ReadonlyMap<string, Document | null | undefined>;
}

/**
 * Documents and what is known of them. Open documents stand before files; an analysis is kept as long as every document
 * it read is still the same object, so a change re-runs exactly the roots that read what changed.
 */
export class Session {
  readonly #open: OpenDocuments;
  readonly #host: Host;
  readonly #files = new Map<string, Document | null>();
  readonly #loading = new Map<string, Promise<void>>();
  readonly #remembered = new Map<string, Remembered>();
  /** Roots that a scan of the workspace found. */
  #scanned: readonly string[] | null = null;

  constructor(open: OpenDocuments, host: Host) {
    this.#open = open;
    this.#host = host;
  }

  /** The document as it is now; null when there is none, undefined when nobody has looked. */
  document(id: string): Document | null | undefined {
    return this.#open.get(id)?.document ?? this.#files.get(id);
  }

  opened(id: string): OpenDocument | undefined {
    return this.#open.get(id);
  }

  /** The address as the client spells it. */
  uriOf(id: string): string {
    return this.#open.get(id)?.uri ?? id;
  }

  /** Every template known, open ones first. */
  roots(): readonly string[] {
    const open = this.#open.all().map(({ document }) => document.id);
    return [...new Set([...open, ...(this.#scanned ?? [])])].filter((id) => {
      const document = this.document(id);
      return document ? isTemplate(document) : false;
    });
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
  setScanned(roots: readonly string[] | null): void {
    this.#scanned = roots;
  }

  /** Adds a root that came up after the search. */
  addScanned(root: string): void {
    if (this.#scanned && !this.#scanned.includes(root)) this.#scanned = [...this.#scanned, root];
  }

  /** Reads a file unless it is open or known already. */
  async load(id: string): Promise<Document | null> {
    const before = this.document(id);
    if (before !== undefined) return before;
    const loading = this.#loading.get(id) ?? this.#read(id);
    this.#loading.set(id, loading);
    await loading;
    return this.document(id) ?? null;
  }

  /** Forgets what a file held, because it changed on disk or may have. */
  forget(id: string): void {
    this.#files.delete(id);
    this.#loading.delete(id);
  }

  /** Lets go of a document that was closed: it is a file again, and no longer judged by itself unless a scan found it. */
  close(id: string): void {
    this.forget(id);
    if (!this.#scanned?.includes(id)) this.#remembered.delete(id);
  }

  /** The roots besides the document itself whose analysis read it. */
  dependantsOf(id: string): readonly string[] {
    return [...this.#remembered].flatMap(([root, { seen }]) => (root !== id && seen.has(id) ? [root] : []));
  }

  /**
   * What is known of a root now; null when it is no template. Throws `Cancelled` when the token says so before there is
   * an answer.
   */
  async analysis(root: string, token: CancellationToken): Promise<Analysis | null> {
    const document = await this.load(root);
    if (!document || !isTemplate(document)) return null;
    for (let round = 1; ; round++) {
      const before = this.#fresh(root);
      if (before) return before;
      stopIfCancelled(token);
      const analysis = this.#analyze(root, token);
      if (analysis.wants.size === 0 || round === mostRounds) return this.#remember(analysis);
      await Promise.all([...analysis.wants].map((id) => this.load(id)));
    }
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
    return { get: (id) => this.document(id), resolve: resolvePath };
  }

  #fresh(root: string): Analysis | null {
    const before = this.#remembered.get(root);
    if (!before) return null;
    for (const [id, document] of before.seen) if (this.document(id) !== document) return null;
    return before.analysis;
  }

  #remember(analysis: Analysis): Analysis {
    const seen = new Map([...analysis.reads].map((id) => [id, this.document(id)] as const));
    this.#remembered.set(analysis.root, { analysis, seen });
    return analysis;
  }

  async #read(id: string): Promise<void> {
    const text = await this.#host.files.readFile(id);
    // A file that changed while it was read is read again by whoever asks next.
    if (this.#loading.has(id)) this.#files.set(id, text === null ? null : { id, text });
    this.#loading.delete(id);
  }
}

function isTemplate(document: Document): boolean {
  return document.text.length <= largestFile && documentKindOf(document) === "template";
}
