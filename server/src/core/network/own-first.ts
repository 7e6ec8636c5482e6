import type { Home } from "../evaluate/types.ts";

/** Those that the root itself declares, if there are any; otherwise those of other roots. */
export function ownFirst<T>(all: readonly T[], homeOf: (each: T) => Home | null): readonly T[] {
  const own = all.filter((each) => homeOf(each) === null);
  return own.length > 0 ? own : all;
}
