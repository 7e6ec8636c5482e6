/** What makes a finding the same one when lines have moved: not where it is, but what it is about. */
export interface FindingSubject {
  readonly code: string;
  readonly file: string;
  readonly vault: string | null;
  /** Where it holds, when that is not everywhere: what is accepted in one environment is not in another. */
  readonly environments: readonly string[];
  /** The text that the finding underlines. */
  readonly text: string;
}

/** A text that is the same for the same subject. Line ends and indentation do not count. */
export function subjectOf({ code, file, vault, environments, text }: FindingSubject): string {
  return JSON.stringify([code, file, vault ?? "", text.replace(/\s+/g, " "), ...environments]);
}

/** A short text for each subject by the SHA-256 of its text, in the order given; equal subjects are counted, so that all differ. */
export function fingerprintsOf(hashes: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return hashes.map((hash) => {
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    return `${hash.slice(0, 16)}:${count}`;
  });
}
