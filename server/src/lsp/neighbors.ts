import { CancellationToken } from "vscode-languageserver";
import { type Analysis, limits, mayJudgeMore } from "../core/index.ts";
import { findFiles } from "./find-files.ts";
import { Cancelled } from "./guard.ts";
import type { FileSource } from "./files.ts";
import { pause } from "./pause.ts";
import { glance, templatePattern } from "./scan.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Reads the other roots of the workspace in the background once a template is open, for what they contribute to the open ones. Their
 * own findings are shown when they are opened, or after a scan that the user requests. Virtual workspaces, whose files come over a
 * network, are not read.
 */
export class Neighbors {
  readonly #workspace: Workspace;
  readonly #files: FileSource;
  readonly #onRead: () => void;
  /** Outdated if something has changed since reading began: it begins anew then, once it has ended. */
  #state: "not begun" | "reading" | "outdated" | "read" = "not begun";

  constructor(workspace: Workspace, files: FileSource, onRead: () => void) {
    this.#workspace = workspace;
    this.#files = files;
    this.#onRead = onRead;
  }

  get areBeingRead(): boolean {
    return this.#state === "reading" || this.#state === "outdated";
  }

  /** A template is open. */
  begin(): void {
    if (this.#state !== "not begun" || !isOnDisk(this.#workspace.folders())) return;
    this.#state = "reading";
    this.#read().then(
      () => {
        this.#end("read");
      },
      (error: unknown) => {
        this.#end("not begun");
        if (!(error instanceof Cancelled)) this.#workspace.log(String(error));
      },
    );
  }

  /** Files or folders have changed. */
  again(): void {
    if (this.areBeingRead) this.#state = "outdated";
    else if (this.#state === "read" || this.#workspace.session.openIds().length > 0) this.#beginAnew();
  }

  #beginAnew(): void {
    this.#state = "not begun";
    this.begin();
  }

  #end(state: "not begun" | "read"): void {
    if (this.#state === "outdated") this.#beginAnew();
    else this.#state = state;
    this.#onRead();
  }

  async #read(): Promise<void> {
    const { session } = this.#workspace;
    const { ids } = await findFiles(this.#workspace, this.#files, templatePattern, limits.scannedFiles);
    const templates: string[] = [];
    for (const id of ids) {
      await pause();
      if (await glance(id, session)) templates.push(id);
    }
    session.setNeighbors(templates);
    await this.#workspace.outside.search(this.#workspace, this.#files);
    for (const { root, judged } of (await this.#workspace.plans.ofWorkspace()).roots) {
      const analyses: Analysis[] = [];
      for (const environment of judged) {
        if (!mayJudgeMore(analyses)) break;
        await pause();
        const analysis = await session.analysis(root, environment, CancellationToken.None);
        if (analysis) analyses.push(analysis);
      }
    }
    session.linked([]);
  }
}

function isOnDisk(folders: readonly string[]): boolean {
  return folders.length > 0 && folders.every((folder) => folder.startsWith("file:"));
}
