import type { Plain } from "../evaluate/values/plain.ts";

/** Values that parameters are assumed to have, as facts hold them; conditions are named as they are written. */
export type Assumption = readonly (readonly [name: string, value: Plain])[];

/** An answer under assumptions about parameters. */
export interface Assumed<T> {
  readonly when: ReadonlyMap<string, Plain>;
  readonly answer: T;
}

/**
 * The same answers, each under no more of its assumptions than it needs: a parameter that does not affect it is left out, and each
 * remaining combination is listed once.
 */
export function withoutIdle<T>(
  answers: readonly Assumed<T>[],
  same: (a: T, b: T) => boolean,
): readonly Assumed<T>[] {
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
