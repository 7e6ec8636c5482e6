/** How long a host waits for work on roots. Without the functions, it waits as long as that takes. */
export interface HostTime {
  /** Does work on a root, and throws `TookTooLong` where the host waits no longer. */
  readonly inTime?: (<T>(root: string, work: () => T) => T) | undefined;
  /**
   * What work comes to on each of several roots, which asks `inTime` for each. It must not change anything, since it may be ended anywhere and
   * done again.
   */
  readonly eachInTime?: EachInTime | undefined;
}

/** Work on several things, each of which is about a root. It is given the answers so far. */
type EachInTime = <I extends { readonly root: string }, T>(
  things: readonly I[],
  work: (thing: I, before: readonly T[]) => T,
) => readonly T[];

/** Each in turn, for as long as it takes. */
export const eachInTurn: EachInTime = (things, work) => {
  const done: ReturnType<typeof work>[] = [];
  for (const thing of things) done.push(work(thing, done));
  return done;
};
