/** What has no partner on the other side. */
export interface Unpaired<T> {
  readonly left: readonly T[];
  readonly right: readonly T[];
}

/** More items than these are not compared with each other; then all count as paired. */
const mostItems = 256;

/**
 * Pairs items of two lists that agree, as many as can be, each once: agreeing need not be transitive, so that a pair is given up where
 * another partner frees one for a third (https://en.wikipedia.org/wiki/Maximum_cardinality_matching, by augmenting paths).
 */
export function pairUp<T>(
  left: readonly T[],
  right: readonly T[],
  agree: (a: T, b: T) => boolean,
): Unpaired<T> {
  if (Math.max(left.length, right.length) > mostItems) return { left: [], right: [] };
  const partners = left.map((a) => right.flatMap((b, index) => (agree(a, b) ? [index] : [])));
  const taken = new Map<number, number>();
  const pair = (from: number, tried: Set<number>): boolean => {
    for (const to of partners[from] ?? []) {
      if (tried.has(to)) continue;
      tried.add(to);
      const before = taken.get(to);
      if (before !== undefined && !pair(before, tried)) continue;
      taken.set(to, from);
      return true;
    }
    return false;
  };
  return {
    left: left.filter((_, index) => !pair(index, new Set())),
    right: right.filter((_, index) => !taken.has(index)),
  };
}
