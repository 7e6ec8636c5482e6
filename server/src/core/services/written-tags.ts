import written from "./service-tags.json" with { type: "json" };

/** The service tags as the file of the product has them: packed, one per line. */
export interface WrittenTags {
  readonly published: string;
  readonly tags: readonly string[];
}

/** Reads the file on the first call. */
export function writtenTags(): WrittenTags {
  return written;
}
