import { createHash } from "node:crypto";

/** What makes a finding the same one when lines have moved: not where it stands, but what it is about. */
export interface FindingSubject {
  readonly code: string;
  readonly file: string;
  readonly vault: string | null;
  /** Where it holds, when that is not everywhere: what is accepted in one environment is not in another. */
  readonly environments: readonly string[];
  /** The text that the finding underlines. */
  readonly text: string;
}

/** A short text for each subject, in the order given; equal subjects are counted, so that all differ. */
export function fingerprintsOf(subjects: readonly FindingSubject[]): readonly string[] {
  const counts = new Map<string, number>();
  return subjects.map((subject) => {
    const hash = hashOf(subject);
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    return `${hash}:${count}`;
  });
}

/** Line ends and indentation do not count. */
function hashOf({ code, file, vault, environments, text }: FindingSubject): string {
  const subject = [code, file, vault ?? "", text.replace(/\s+/g, " "), ...environments];
  return createHash("sha256").update(JSON.stringify(subject)).digest("hex").slice(0, 16);
}
