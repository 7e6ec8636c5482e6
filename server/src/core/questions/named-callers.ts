import { resolveSource } from "../access-file/resolve-source.ts";
import type { AccessFile } from "../access-file/access-file.ts";
import { readSource } from "../access/source.ts";
import { oncePerKey } from "../logic/memoize.ts";
import { type CallerKind, callerKindOf, type NamedCaller } from "../report/compared-callers.ts";
import type { DocumentId } from "../text/document.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { asksForJob } from "../workspace/outside/pipeline-sources.ts";
import { problemOfSource, type SourceProblem } from "./simulate.ts";
import type { OpenWorkspace } from "./callers.ts";

/** Which callers are compared. */
export interface CallersAsked {
  /** Those that users name, beside those that access files and settings name. */
  readonly from: readonly string[];
  /** Whether only those are compared, and none that templates declare. */
  readonly isNamedOnly?: boolean;
}

/** Callers as users name them. What a name means at a root is what the sources there say; `idOf` is the root that is compared by a name. */
export function callersNamed(
  { analyses, sourcesAt, savedAt, options }: OpenWorkspace,
  { from, isNamedOnly = false }: CallersAsked,
  idOf: (name: string) => DocumentId = (name) => name,
): readonly NamedCaller[] {
  const roots = isNamedOnly ? [] : [...new Set(analyses.map(({ root }) => root))];
  const names = [...roots.flatMap((root) => [...savedAt(root).keys()]), ...from];
  return [...new Set(names)].map((each) => {
    const read = oncePerKey((sources: AccessFile["sources"]) => {
      const reading = resolveSource(each, sources, options);
      return "source" in reading ? reading.source : null;
    });
    return {
      from: each,
      callerKind: kindOf(each),
      sourceIn: (name) => read(sourcesAt({ root: idOf(name) })),
    };
  });
}

function kindOf(from: string): CallerKind {
  const reading = readSource(from);
  if ("source" in reading) return callerKindOf(reading.source);
  return asksForJob(from) ? "pipeline" : "source";
}

/** Why names cannot be compared: each has to mean one thing in some of the roots that are compared. */
export function problemsOfNames(
  { analyses, sourcesAt, options }: OpenWorkspace,
  { from }: CallersAsked,
  compared: readonly Pick<Analysis, "worlds">[],
): readonly SourceProblem[] {
  const roots = [...new Set(analyses.map(({ root }) => root))];
  return from.flatMap((each) => {
    const readings = roots.map((root) => resolveSource(each, sourcesAt({ root }), options));
    return problemOfSource(each, readings, compared) ?? [];
  });
}
