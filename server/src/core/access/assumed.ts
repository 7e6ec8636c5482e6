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
 * out, and each remaining combination is listed once, under no more than it needs.
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
  return joined(result, same);
}

/** Each answer under no more of its assumptions than it needs. */
function joined<T>(answers: readonly Assumed<T>[], same: (a: T, b: T) => boolean): readonly Assumed<T>[] {
  const found: Assumed<T>[] = [];
  for (const each of answers) {
    const isSame = ({ answer }: Assumed<T>): boolean => same(answer, each.answer);
    if (found.some((one) => isSame(one) && holdsIn(one.when, each))) continue;
    let { when } = each;
    for (const name of when.keys()) {
      const rest = new Map([...when].filter(([key]) => key !== name));
      if (answers.every((other) => isSame(other) || !holdsIn(rest, other))) when = rest;
    }
    found.push({ ...each, when });
  }
  return found;
}

function holdsIn(values: Iterable<readonly [string, Plain]>, { when }: Assumed<unknown>): boolean {
  return [...values].every(([name, value]) => when.get(name) === value);
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
