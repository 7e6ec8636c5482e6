/** What was found in a log, and how certain it is to be what the log is about. */
export interface Ranked<T> {
  readonly rank: Rank;
  readonly start: number;
  readonly found: T;
}

/**
 * What is certainly about a vault comes first. Credentials that are not available are often followed by others that are, so that
 * a rejection counts more; a failure without a host may be that of another call.
 */
const ranks = ["certain", "rejected", "token", "unnamed", "status", "number"] as const;

export type Rank = (typeof ranks)[number];

/** The first of the most certain findings. */
export function earliest<T>(found: readonly Ranked<T>[]): Ranked<T> | null {
  return (
    found.toSorted((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || a.start - b.start)[0] ?? null
  );
}
