import { grouped } from "../logic/grouped.ts";
import { isTypo } from "../text/is-typo.ts";

/** Finds the names that another one probably misspells. */
export function misspeller(names: Iterable<string>): (name: string) => readonly string[] {
  const byShorter = grouped(names, withOneLess);
  return (name) => {
    const near = withOneLess(name).flatMap((shorter) => byShorter.get(shorter) ?? []);
    return [...new Set(near)].filter((each) => isTypo(name, each));
  };
}

/** Two names that differ by one letter, or by two that are swapped, have one of these in common. */
function withOneLess(name: string): readonly string[] {
  return [name, ...Array.from(name, (_, at) => name.slice(0, at) + name.slice(at + 1))];
}
