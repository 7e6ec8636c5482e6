import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, Document } from "../core/index.ts";
import type { SetWhatIfBaselineParams, SetWhatIfBaselineResult } from "../protocol/what-if-baseline.ts";
import type { Analyses } from "./analyses.ts";
import type { AssumedStates } from "./assumed-states.ts";
import type { Workspace } from "./workspace.ts";
import { normalizeUri } from "./files.ts";
import type { Overlay } from "./overlay.ts";
import { rootOf } from "./root-of.ts";
import { analysesOfAll, type Extent } from "./roots.ts";
import type { Session } from "./session.ts";

/** The earlier state of the templates, to be compared with the current one. */
export class WhatIfBaseline {
  readonly #session: Session;
  readonly #states: AssumedStates;
  #analyses: Analyses | null = null;
  #overlay: Overlay = new Map();
  #label: string | null = null;
  /** What was known, to which is added what becomes known before it changes; null if texts were given. */
  #buffers: Map<string, Document | null> | null = null;
  /** What was opened since. */
  readonly #opened = new Set<string>();
  /** The roots that were known, some of which may no longer exist. */
  #roots: readonly string[] = [];

  constructor(session: Session, states: AssumedStates) {
    this.#session = session;
    this.#states = states;
  }

  /** Its name, such as that of a branch; null if it has none. */
  get label(): string | null {
    return this.#label;
  }

  /** The texts that differ from those of the files. */
  get overlay(): Overlay {
    return this.#overlay;
  }

  get isSet(): boolean {
    return this.#analyses !== null;
  }

  /** Answers `keyvault-network/setBaseline`. */
  set({ baseline }: SetWhatIfBaselineParams): SetWhatIfBaselineResult {
    this.#buffers = baseline?.kind === "buffers" ? new Map(this.#session.known()) : null;
    this.#opened.clear();
    const overlay = baseline?.kind === "texts" ? this.#textsOf(baseline) : this.#buffers;
    this.#analyses = overlay && this.#session.analysesOver(overlay);
    this.#overlay = overlay ?? new Map();
    this.#label = baseline?.kind === "texts" ? baseline.label : null;
    // The buffers are all the texts there are, most of which are not templates.
    const texts = baseline?.kind === "texts" ? [...(overlay?.values() ?? [])] : [];
    const added = texts.flatMap((document) => (document ? [rootOf(document)] : []));
    const known = this.#session.templates().flatMap((id) => this.#session.document(id) ?? []);
    this.#roots = [...new Set([...known.map(rootOf), ...added])];
    return { isSet: this.isSet };
  }

  /** A document was opened, with the text that a file has, or with none. */
  opened(document: Document): void {
    if (!this.#buffers || this.#buffers.has(document.id)) return;
    this.#buffers.set(document.id, document);
    this.#opened.add(document.id);
  }

  /** Files are about to be read again, because they have changed on disk. */
  changing(ids: readonly string[]): void {
    for (const id of ids) {
      const before = this.#session.document(id);
      if (before !== undefined && this.#buffers?.has(id) === false) this.#buffers.set(id, before);
    }
  }

  /** Files of the workspace were created; what tools restore is no change of the templates. */
  created(ids: readonly string[]): void {
    for (const id of ids)
      if (this.#buffers?.has(id) === false || this.#opened.has(id)) this.#buffers?.set(id, null);
  }

  /**
   * Roots in their earlier state with the values that they are shown with, including roots that no longer exist;
   * nothing if no what-if baseline is set.
   */
  async analysesOfAll(
    workspace: Workspace,
    token: CancellationToken,
    extent: Extent = "shown",
  ): Promise<readonly Analysis[]> {
    const now = await analysesOfAll(workspace, token, extent);
    const analyses: Analysis[] = [];
    for (const each of now) {
      const before = await this.#alone(each, token);
      if (before) analyses.push(before);
    }
    const { rootsOf } = await workspace.plans.now();
    for (const root of this.#roots.filter((id) => !rootsOf.has(id))) {
      const before = await this.#analyses?.of(root, null, token);
      if (before?.isTemplate) analyses.push(before);
    }
    return this.#states.assumedIn(this.#analyses?.linked(analyses) ?? []);
  }

  /** A root as it was, under the same values; null when no what-if baseline is set, or there was no such template. */
  async analysis(now: Analysis, token: CancellationToken): Promise<Analysis | null> {
    for (const each of now.neighbors) await this.#alone(each, token);
    const analysis = await this.#alone(now, token);
    const linked = analysis && this.#analyses?.linked([analysis]);
    return (linked && (await this.#states.assumedIn(linked))[0]) ?? null;
  }

  async #alone(
    { root, inputs }: Pick<Analysis, "root" | "inputs">,
    token: CancellationToken,
  ): Promise<Analysis | null> {
    if (!this.#analyses) return null;
    const analysis = await this.#analyses.of(root, inputs, token);
    return analysis.isTemplate ? analysis : null;
  }

  #textsOf({ files }: Texts): Overlay {
    return new Map(
      files.map(({ uri, text }) => {
        const id = normalizeUri(uri);
        const language = this.#session.document(id)?.language;
        const document: Document = { id, text: text ?? "", ...(language === undefined ? {} : { language }) };
        return [id, text === null ? null : document];
      }),
    );
  }
}

type Texts = Extract<SetWhatIfBaselineParams["baseline"], { readonly kind: "texts" }>;
