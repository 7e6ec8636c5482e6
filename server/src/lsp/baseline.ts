import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, Document } from "../core/index.ts";
import type { SetBaselineParams, SetBaselineResult } from "../protocol.ts";
import type { Analyses } from "./analyses.ts";
import type { Environments } from "./environments.ts";
import { normalizeUri } from "./files.ts";
import type { Overlay } from "./overlay.ts";
import { rootOf } from "./root-of.ts";
import { callersAmong } from "./roots.ts";
import type { Session } from "./session.ts";

/** What the templates were, to be compared with what they are. */
export class Baseline {
  readonly #session: Session;
  #analyses: Analyses | null = null;
  /** The roots that were known, some of which may be gone. */
  #roots: readonly string[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  get isSet(): boolean {
    return this.#analyses !== null;
  }

  /** Answers `keyvault-network/setBaseline`. */
  set({ baseline }: SetBaselineParams): SetBaselineResult {
    const overlay = baseline ? this.#overlayOf(baseline) : null;
    this.#analyses = overlay && this.#session.analysesOver(overlay);
    // The buffers are all the texts that there are, of which most are no templates.
    const texts = baseline?.kind === "texts" ? [...(overlay?.values() ?? [])] : [];
    const added = texts.flatMap((document) => (document ? [rootOf(document)] : []));
    this.#roots = [...new Set([...this.#session.roots(), ...added])];
    return { isSet: this.isSet };
  }

  /** Every root as it was, those among them that are gone now; nothing when no baseline is set. */
  async analysesOfAll(environments: Environments, token: CancellationToken): Promise<readonly Analysis[]> {
    const analyses: Analysis[] = [];
    for (const root of new Set([...this.#roots, ...this.#session.roots()])) {
      const analysis = await this.analysis(environments, root, token);
      if (analysis) analyses.push(analysis);
    }
    return callersAmong(analyses);
  }

  /** A root as it was, in the environment in force; null when no baseline is set, or there was no such template. */
  async analysis(
    environments: Environments,
    root: string,
    token: CancellationToken,
  ): Promise<Analysis | null> {
    if (!this.#analyses) return null;
    const analysis = await this.#analyses.of(root, await environments.active(root), token);
    return analysis.isTemplate ? analysis : null;
  }

  #overlayOf(baseline: NonNullable<SetBaselineParams["baseline"]>): Overlay {
    if (baseline.kind === "buffers") return this.#session.known();
    return new Map(
      baseline.files.map(({ uri, text }) => {
        const id = normalizeUri(uri);
        const language = this.#session.document(id)?.language;
        const document: Document = { id, text: text ?? "", ...(language === undefined ? {} : { language }) };
        return [id, text === null ? null : document];
      }),
    );
  }
}
