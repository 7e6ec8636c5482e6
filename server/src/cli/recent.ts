import { ChangedMeanwhile } from "../core/index.ts";

/** How much is kept of answers: all, until that is more than there is room for, and from then on only what was asked for last. */
export interface Room<V> {
  readonly all: number;
  readonly last: number;
  readonly sizeOf: (answer: V) => number;
  /** The same text for the same answers. */
  readonly printOf: (answer: V) => string;
}

export interface Recent<V> {
  readonly of: (key: string) => V;
  /** Says what size all answers have that will be asked for. */
  readonly expect: (size: number) => void;
  /** Whether there is more than there is room for. */
  readonly isCrowded: () => boolean;
}

/** The answers of a function, computed again where they were not kept. Throws where one is not what it was before. */
export function keepRecent<V>(
  compute: (key: string) => V,
  { all, last, sizeOf, printOf }: Room<V>,
): Recent<V> {
  const kept = new Map<string, V>();
  const forgotten = new Map<string, string>();
  let size = 0;
  let isCrowded = false;
  const forget = (key: string, answer: V): void => {
    kept.delete(key);
    size -= sizeOf(answer);
    if (!forgotten.has(key)) forgotten.set(key, printOf(answer));
  };
  const keep = (key: string, answer: V): V => {
    kept.set(key, answer);
    size += sizeOf(answer);
    isCrowded ||= size > all;
    const room = isCrowded ? Math.min(last, all) : all;
    for (const [oldest, each] of kept) {
      if (size <= room || oldest === key) break;
      forget(oldest, each);
    }
    return answer;
  };
  const computeAgain = (key: string): V => {
    const answer = compute(key);
    const before = forgotten.get(key);
    if (before !== undefined && before !== printOf(answer)) throw new ChangedMeanwhile(key);
    return answer;
  };
  return {
    of: (key) => {
      const before = kept.get(key);
      if (before === undefined) return keep(key, computeAgain(key));
      // What was asked for last is the last to be forgotten.
      kept.delete(key);
      kept.set(key, before);
      return before;
    },
    expect: (expected) => {
      isCrowded ||= expected > all;
    },
    isCrowded: () => isCrowded,
  };
}
