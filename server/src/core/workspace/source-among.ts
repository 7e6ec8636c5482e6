import { type Source, sourceIn } from "../access/source.ts";
import { oncePerKey } from "../logic/memoize.ts";
import type { Analysis } from "./analyzer.ts";

/** A source as a root sees it among some roots: a subnet of another one is first looked for in roots of the same environment. */
export type SourceAmong = (source: Source, root: Analysis) => Source;

/** How these roots see sources. */
export function sourceAmong(roots: readonly Analysis[]): SourceAmong {
  const worldsOf = (some: readonly Analysis[]): Analysis["worlds"] => some.flatMap(({ worlds }) => worlds);
  const all = worldsOf(roots);
  const near = oncePerKey((name: string | null) =>
    worldsOf(roots.filter(({ environment }) => environment === name)),
  );
  return (source, { worlds, environment }) => sourceIn(source, worlds, near(environment), all);
}
