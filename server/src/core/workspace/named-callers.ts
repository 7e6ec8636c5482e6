import type { NamedSource } from "../access-file/access-file.ts";
import { resolveSource, type SourceOptions } from "../access-file/resolve-source.ts";
import { oncePerKey } from "../logic/memoize.ts";
import type { NamedCaller } from "../report/compared-callers.ts";

/** Callers as users name them. What a name means at a root is what the sources there say. */
export function namedCallers(
  names: readonly string[],
  sourcesAt: (root: string) => ReadonlyMap<string, NamedSource>,
  options: SourceOptions,
): readonly NamedCaller[] {
  return [...new Set(names)].map((from) => {
    const read = oncePerKey((sources: ReadonlyMap<string, NamedSource>) => {
      const reading = resolveSource(from, sources, options);
      return "source" in reading ? reading.source : null;
    });
    return { from, sourceIn: (root) => read(sourcesAt(root)) };
  });
}
