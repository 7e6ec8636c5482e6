import type { CancellationToken } from "vscode-languageserver";
import {
  type Analysis,
  type Document,
  documentKindOf,
  type Environment,
  type Files,
  folderOf,
  isFolder,
  limits,
  watchFiles,
  isAccessFile,
} from "../core/index.ts";
import { Analyses, type AnalysisHost } from "./analyses.ts";
import type { FileStore } from "./file-store.ts";
import { resolvePath } from "./files.ts";
import type { OpenDocument, OpenDocuments } from "./open-documents.ts";
import { overlaid, type Overlay } from "./overlay.ts";
import { rootOf } from "./root-of.ts";
import { isStill, type Seen, seeNow } from "./seen.ts";

/** An answer, and what it was read from. */
export interface Answer<T> {
  readonly answer: T;
  readonly seen: Seen;
}

/** Documents and what is known of them. */
export class Session {
  readonly #open: OpenDocuments;
  readonly #files: FileStore;
  readonly #analyses: Analyses;
  readonly #onWork: (uri: string) => void;
  /** The first question about a document loads it. */
  readonly #read = new WeakSet<Document>();
  readonly #host: AnalysisHost;
  /** Templates that a scan of the workspace found. */
  #scanned: readonly string[] | null = null;
  #isScanRequested = false;
  /** The scans under way. */
  readonly #scans = new Set<Promise<unknown>>();
  /** Templates that are only read for what they contribute to others. */
  #neighbors: readonly string[] = [];

  constructor(open: OpenDocuments, files: FileStore, host: AnalysisHost = {}) {
    this.#onWork = host.onWork ?? (() => undefined);
    this.#host = host;
    this.#open = open;
    this.#files = files;
    this.#analyses = new Analyses(files, host);
  }

  /** The current document; null if there is none, undefined if it has not been looked up. */
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

  /** Every known template, open ones first. */
  templates(): readonly string[] {
    const open = this.#open.all().map(({ document }) => document.id);
    return [...new Set([...open, ...(this.#scanned ?? [])])].filter((id) => {
      const document = this.document(id);
      // What a scan found and was forgotten since is read again on request.
      return document === undefined || (document !== null && isTemplate(document));
    });
  }

  /** Every known access file. */
  accessFiles(): readonly string[] {
    return [...new Set([...this.openIds(), ...(this.#scanned ?? [])])].filter(isAccessFile);
  }

  /** Every template known, and those that are only read for what they contribute to others. */
  templatesOfWorkspace(): readonly string[] {
    return [...new Set([...this.templates(), ...this.#neighbors])];
  }

  /** Says which templates of the workspace may contribute to others. */
  setNeighbors(templates: readonly string[]): void {
    this.#neighbors = templates;
  }

  /** Whether an answer about a root is available. */
  isFresh(root: string, environment: Environment | null): boolean {
    return this.#analyses.isFresh(root, environment);
  }

  /** Whether the workspace has been searched for templates. */
  get isScanned(): boolean {
    return this.#scanned !== null;
  }

  /** Null if it has to be searched again. */
  setScanned(templates: readonly string[] | null): void {
    this.#scanned = templates;
    if (templates === null) this.#isScanRequested = false;
  }

  /** Whether the user requested the scan, rather than a setting or a test. */
  get isScanRequested(): boolean {
    return this.#isScanRequested;
  }

  /** The user requested the scan that has ended. */
  requestScan(): void {
    this.#isScanRequested = true;
  }

  /** What a scan returns, for which changes to files wait. */
  async scanning<T>(scan: Promise<T>): Promise<T> {
    this.#scans.add(scan);
    try {
      return await scan;
    } finally {
      this.#scans.delete(scan);
    }
  }

  /** Waits for the scans under way, which may have passed a file already, or may have been reading it when it changed. */
  async scansEnd(): Promise<void> {
    await Promise.allSettled(this.#scans);
  }

  /** Adds a template that was created after the search. */
  addScanned(template: string): void {
    if (this.#scanned && !this.#scanned.includes(template)) this.#scanned = [...this.#scanned, template];
  }

  /** Reads a file unless it is open or already known. */
  async load(id: string): Promise<Document | null> {
    await this.#files.load(id);
    return this.document(id) ?? null;
  }

  /** The files of a folder; null if there is none. */
  async list(folder: string): Promise<readonly string[] | null> {
    await this.#files.load(folder);
    return this.#files.list(folder) ?? null;
  }

  /** The answer to a question about files, after the files that it needs are loaded. */
  async ask<T>(question: (files: Files) => T): Promise<T> {
    return (await this.answer(question)).answer;
  }

  /** Whether an answer is still valid: everything that it was read from is the same. */
  holds({ seen }: Answer<unknown>): boolean {
    return isStill(this.#files, seen);
  }

  /** The answer to a question about files, with what it was read from. */
  async answer<T>(question: (files: Files) => T): Promise<Answer<T>> {
    for (;;) {
      const files = watchFiles({
        get: this.#toRead,
        list: (folder) => this.#files.list(folder),
        resolve: resolvePath,
        bicepCache: this.#files.bicepCache,
      });
      const answer = question(files);
      if (files.wants.size === 0) return { answer, seen: seeNow(this.#files, files.reads) };
      await Promise.all([...files.wants].map((id) => this.#files.load(id)));
    }
  }

  /** Reports that work on something is about to begin. */
  worksOn(id: string): void {
    this.#onWork(id);
  }

  readonly #toRead = (id: string): Document | null | undefined => {
    const document = this.#files.document(id);
    if (!document || this.#read.has(document)) return document;
    this.#read.add(document);
    this.worksOn(id);
    return document;
  };

  /** Forgets the content of a file or folder, because it has or may have changed on disk. */
  forget(id: string): void {
    this.#files.forget(id);
  }

  /**
   * Releases a document that was closed: it is a file again, and no longer evaluated on its own unless a scan found it.
   */
  close(document: Document): void {
    this.forget(document.id);
    if (!this.templatesOfWorkspace().includes(document.id)) this.#analyses.forget(rootOf(document));
  }

  /**
   * The documents whose answers a change to a file may affect: open documents and scanned templates, but not the file
   * itself.
   */
  concernedBy(id: string, change: "text" | "existence" = "text"): readonly string[] {
    const reading = this.#analyses.readingOf(id, change);
    const known = new Set([...this.openIds(), ...this.templates()]);
    return [...known].filter((each) => each !== id && (reading.has(each) || reading.has(folderOf(each))));
  }

  /**
   * What is known of a root now with values that replace defaults; null if it is not a template. Throws `Cancelled` if
   * the token is canceled before there is an answer.
   */
  async analysis(
    root: string,
    environment: Environment | null,
    token: CancellationToken,
  ): Promise<Analysis | null> {
    if (!(await this.#isTemplate(root))) return null;
    const analysis = await this.#analyses.of(root, environment, token);
    return analysis.isTemplate ? analysis : null;
  }

  /** How often something was loaded that analyses came to need after they were complete. */
  get timesSupplied(): number {
    return this.#analyses.timesSupplied;
  }

  /** Loads what analyses came to need after they were complete. */
  loadMissing(): Promise<void> {
    return this.#analyses.loadMissing();
  }

  /** Analyses with what all other roots that are known contribute to them. */
  linked(analyses: readonly Analysis[]): readonly Analysis[] {
    return this.#analyses.linked(analyses);
  }

  /** Everything that is known of any root, linked. */
  allLinked(): readonly Analysis[] {
    return this.#analyses.linked(this.#analyses.fresh());
  }

  /** Analyses as they would be if some texts were different. */
  analysesOver(overlay: Overlay): Analyses {
    return new Analyses(overlaid(this.#files, overlay), this.#host);
  }

  /** Every text that is currently known. */
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
  return document.text.length <= limits.fileSize && documentKindOf(document) === "template";
}
