import type { Plain } from "./values/plain.ts";
import type { Cause } from "./values/value.ts";

/** An open parameter of the root with few possible values. */
export interface OpenParameter {
  readonly name: string;
  readonly domain: readonly Plain[];
}

/** The open parameters among causes that have few possible values, in order, without repetition. */
export function openParameters(causes: Iterable<Cause>): readonly OpenParameter[] {
  const found = new Map<string, readonly Plain[]>();
  for (const cause of causes) {
    if (cause.kind === "parameter" && cause.domain && !found.has(cause.name))
      found.set(cause.name, cause.domain);
  }
  return [...found].map(([name, domain]) => ({ name, domain }));
}

/** Every assignment of as many of these parameters as make at most so many; the others stay unknown. */
export function assignments(
  parameters: readonly OpenParameter[],
  most: number,
): readonly ReadonlyMap<string, Plain>[] {
  let result: readonly ReadonlyMap<string, Plain>[] = [new Map()];
  for (const { name, domain } of parameters) {
    if (result.length * domain.length > most) continue;
    result = result.flatMap((assigned) => domain.map((value) => new Map([...assigned, [name, value]])));
  }
  return result;
}
