import type { Diagnostic } from "vscode-languageserver";

/** What was last reported about a document. */
export interface Report {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** Keeps the reports of documents by ID, to answer that a report is unchanged if the client already has it. */
export class ReportMemory {
  readonly #reports = new Map<string, Report>();
  /** Clients keep the IDs of a server that was replaced, which must not be mistaken for those of its successor. */
  readonly #server = Math.random();
  #next = 1;

  get(id: string): Report | undefined {
    return this.#reports.get(id);
  }

  /** The report with these items; the previous one if nothing has changed. */
  report(id: string, items: readonly Diagnostic[]): Report {
    const before = this.#reports.get(id);
    if (before && JSON.stringify(before.items) === JSON.stringify(items)) return before;
    const report = { resultId: `${this.#server}/${this.#next++}`, items };
    this.#reports.set(id, report);
    return report;
  }

  forget(id: string): void {
    this.#reports.delete(id);
  }
}
