/** In which other documents each document has, or may have, findings. */
export class RelatedDocuments {
  readonly #byDocument = new Map<string, readonly string[]>();

  /** Records the documents in which one has findings now; returns those whose findings may differ for it, earlier ones included. */
  record(id: string, related: readonly string[]): readonly string[] {
    const before = this.#byDocument.get(id) ?? [];
    if (related.length > 0) this.#byDocument.set(id, related);
    else this.#byDocument.delete(id);
    return [...before, ...related];
  }

  /** Forgets all documents but these; returns the documents in which the forgotten ones had findings. */
  retain(ids: ReadonlySet<string>): readonly string[] {
    const forgotten = [...this.#byDocument.keys()].filter((id) => !ids.has(id));
    return forgotten.flatMap((id) => this.record(id, []));
  }

  /** Every document in which another one has findings. */
  all(): ReadonlySet<string> {
    return new Set([...this.#byDocument.values()].flat());
  }
}
