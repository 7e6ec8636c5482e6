import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, Document } from "../core/index.ts";
import type { SetBaselineParams, SetBaselineResult } from "../protocol.ts";
import type { Analyses } from "./analyses.ts";
import type { Context } from "./context.ts";
import { normalizeUri } from "./files.ts";
import type { Overlay } from "./overlay.ts";
import type { Session } from "./session.ts";

/** What the templates were, to be compared with what they are. */
export class Baseline {
  readonly #session: Session;
  #analyses: Analyses | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  get isSet(): boolean {
    return this.#analyses !== null;
  }

  /** Answers `keyvault-network/setBaseline`. */
  set({ baseline }: SetBaselineParams): SetBaselineResult {
    this.#analyses = baseline ? this.#session.analysesOver(this.#overlayOf(baseline)) : null;
    return { isSet: this.isSet };
  }

  /** A root as it was, in the environment in force; null when no baseline is set, or there was no such template. */
  async analysis(context: Context, root: string, token: CancellationToken): Promise<Analysis | null> {
    if (!this.#analyses) return null;
    const analysis = await this.#analyses.of(root, await context.environments.active(root), token);
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
