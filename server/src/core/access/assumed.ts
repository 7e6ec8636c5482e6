import type { Plain } from "../evaluate/values/plain.ts";

/** Values that parameters are assumed to have, as facts hold them. */
export type Assumption = readonly (readonly [name: string, value: Plain])[];

/** An answer under assumptions about parameters. */
export interface Assumed<T> {
  readonly when: ReadonlyMap<string, Plain>;
  readonly answer: T;
}

/**
 * The same answers with the fewest assumptions that distinguish them: a parameter that affects none of them is left
 * out, and each remaining combination is listed once.
 */
export function withoutIdle<T>(
  answers: readonly Assumed<T>[],
  same: (a: T, b: T) => boolean,
): readonly Assumed<T>[] {
  const names = new Set(answers.flatMap((each) => [...each.when.keys()]));
  let result = answers;
  for (const name of names) {
    const merged = mergedWithout(name, result, same);
    if (merged) result = merged;
  }
  return result;
}

/** The answers without one parameter; null if it makes a difference. */
function mergedWithout<T>(
  name: string,
  answers: readonly Assumed<T>[],
  same: (a: T, b: T) => boolean,
): readonly Assumed<T>[] | null {
  const merged = new Map<string, Assumed<T>>();
  for (const { when, answer } of answers) {
    const rest = new Map([...when].filter(([key]) => key !== name));
    const key = JSON.stringify([...rest]);
    const twin = merged.get(key);
    if (twin && !same(twin.answer, answer)) return null;
    if (!twin) merged.set(key, { when: rest, answer });
  }
  return [...merged.values()];
}
