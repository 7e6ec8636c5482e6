import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, Document, Environment, Files } from "../core/index.ts";
import { documentKindOf, hclGrammar, largestFile, watchFiles } from "../core/index.ts";
import type { AnalysisHost } from "./analyses.ts";
import { Analyses } from "./analyses.ts";
import type { FileStore } from "./file-store.ts";
import { isFolder } from "./file-store.ts";
import { resolvePath } from "./files.ts";
import type { LazyGrammar } from "./lazy-grammar.ts";
import type { OpenDocument, OpenDocuments } from "./open-documents.ts";
import type { Overlay } from "./overlay.ts";
import { overlaid } from "./overlay.ts";
import { rootOf } from "./root-of.ts";

/** Finds the environment whose values count for a root; null where defaults do. */
type EnvironmentOf = (root: string) => Promise<Environment | null>;

/** Documents and what is known of them, in the environment in force. */
export class Session {
  readonly grammar: LazyGrammar;
  readonly #open: OpenDocuments;
  readonly #files: FileStore;
  readonly #analyses: Analyses;
  /** The environments that were in force when roots were last asked about. */
  readonly #environments = new Map<string, Environment | null>();
  readonly #folders: () => readonly string[];
  #environmentOf: EnvironmentOf = () => Promise.resolve(null);
  /** Templates that a scan of the workspace found. */
  #scanned: readonly string[] | null = null;

  constructor(open: OpenDocuments, files: FileStore, grammar: LazyGrammar, host: AnalysisHost = {}) {
    this.#folders = host.folders ?? (() => []);
    this.#open = open;
    this.#files = files;
    this.grammar = grammar;
    this.#analyses = new Analyses(files, grammar, host);
  }

  /** The document as it is now; null when there is none, undefined when nobody has looked. */
  document(id: string): Document | null | undefined {
    return this.#files.document(id);
  }

  opened(id: string): OpenDocument | undefined {
    return this.#open.get(id);
  }

  /** The ids of everything open. */
  openIds(): readonly string[] {
    return this.#open.all().map(({ document }) => document.id);
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
    return this.#analyses.isFresh(root, this.#environments.get(root) ?? null);
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

  /** The answer to a question about files; those it asks about are looked up first. */
  async ask<T>(question: (files: Files) => T): Promise<T> {
    for (;;) {
      const files = watchFiles({
        get: (id) => this.#files.document(id),
        list: (folder) => this.#files.list(folder),
        resolve: resolvePath,
        bicepCache: this.#files.bicepCache,
        grammar: this.grammar.isToBeHad ? this.grammar.get : () => undefined,
      });
      const answer = question(files);
      const wants = [...files.wants].filter((id) => id !== hclGrammar || this.grammar.isToBeHad);
      if (wants.length === 0) return answer;
      await Promise.all(wants.map((id) => (id === hclGrammar ? this.grammar.load() : this.#files.load(id))));
    }
  }

  /** Forgets what a file or folder held, because it changed on disk or may have. */
  forget(id: string): void {
    this.#files.forget(id);
  }

  /** Lets go of a document that was closed: it is a file again, and no longer judged by itself unless a scan found it. */
  close(document: Document): void {
    this.forget(document.id);
    const root = rootOf(document);
    if (!this.roots().includes(root)) this.#analyses.forget(root);
  }

  /** The roots besides the document itself whose analysis read it, or listed its folder where files have come or gone. */
  dependantsOf(id: string, change: "text" | "existence" = "text"): readonly string[] {
    return this.#analyses.dependantsOf(id, change);
  }

  /** Says from now on which environment counts for a root. */
  useEnvironments(environmentOf: EnvironmentOf): void {
    this.#environmentOf = environmentOf;
  }

  /**
   * What is known of a root now, in the environment in force; null when it is no template. Throws `Cancelled` when the token
   * says so before there is an answer.
   */
  async analysis(root: string, token: CancellationToken): Promise<Analysis | null> {
    const environment = await this.#environmentOf(root);
    this.#environments.set(root, environment);
    return this.analysisIn(environment, root, token);
  }

  /** What is known of a root in some environment; null stands for defaults. */
  async analysisIn(
    environment: Environment | null,
    root: string,
    token: CancellationToken,
  ): Promise<Analysis | null> {
    if (!(await this.#isTemplate(root))) return null;
    const analysis = await this.#analyses.of(root, environment, token);
    return analysis.isTemplate ? analysis : null;
  }

  /** Analyses as they would be if some texts were others. */
  analysesOver(overlay: Overlay): Analyses {
    return new Analyses(overlaid(this.#files, overlay), this.grammar, { folders: this.#folders });
  }

  /** Every text that is known at the moment. */
  known(): Overlay {
    return this.#files.known();
  }

  async #isTemplate(root: string): Promise<boolean> {
    if (isFolder(root)) return true;
    const document = await this.load(root);
    return document !== null && isTemplate(document);
  }
}

function isTemplate(document: Document): boolean {
  return document.text.length <= largestFile && documentKindOf(document) === "template";
}
