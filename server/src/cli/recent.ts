/** How much is kept of answers: all, until that is more than there is room for, and from then on only what was asked for last. */
export interface Room<V> {
  readonly all: number;
  readonly last: number;
  readonly sizeOf: (answer: V) => number;
}

export interface Recent<V> {
  readonly of: (key: string) => V;
  /** Whether there was more than there is room for. */
  readonly isCrowded: () => boolean;
}

/** The answers of a function, computed again where they were not kept. */
export function keepRecent<V>(compute: (key: string) => V, { all, last, sizeOf }: Room<V>): Recent<V> {
  const kept = new Map<string, V>();
  let size = 0;
  let isCrowded = false;
  const forget = (key: string, answer: V): void => {
    kept.delete(key);
    size -= sizeOf(answer);
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
  return {
    of: (key) => {
      const before = kept.get(key);
      if (before === undefined) return keep(key, compute(key));
      forget(key, before);
      return keep(key, before);
    },
    isCrowded: () => isCrowded,
  };
}
