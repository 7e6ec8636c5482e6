import {
  type AccessFile,
  type Analysis,
  asksForJob,
  builtInTags,
  type NamedCaller,
  namedCallers,
  oncePerKey,
  problemOfSource,
  resolveSource,
  sourcesBeside,
  type WorkspaceWithJobs,
} from "../core/index.ts";
import type { Ground } from "./command-input.ts";
import type { Complaint } from "./complaint.ts";
import { environmentVariable } from "./environment-variable.ts";
import { printPath } from "./disk.ts";

/** What the command line reads sources with. */
export const sourceOptions = { tags: builtInTags, variable: environmentVariable } as const;

/** The workspace with everything that may call a vault: sources of access files, pools, and jobs, which are named as the command line prints paths. */
export function workspaceOf(
  { analyses, files, outside }: Pick<Ground, "analyses" | "files" | "outside">,
  print = printPath,
): WorkspaceWithJobs {
  const { reading } = outside();
  const sources = oncePerKey((root: string) => {
    const here = analyses.filter((each) => each.root === root);
    return sourcesBeside(files.of(root)?.sources ?? new Map(), here, { reading, analyses, print });
  });
  return { analyses, sourcesAt: ({ root }) => sources(root), options: sourceOptions, reading, print };
}

/** What is compared, on both sides. */
export interface ComparedFor {
  /** Those that are always compared. */
  readonly others: () => readonly NamedCaller[];
  readonly roots: readonly Pick<Analysis, "worlds">[];
  /** Whether subnets and consumers have to be declared in the roots, as those of a state need not be. */
  readonly areDeclared: boolean;
  /** The root that is called so where it is compared. */
  readonly idOf?: (root: string) => string;
}

/** The requested sources; if there are none, those of access files and those that are always compared. */
export function callersFor(
  ground: Ground,
  { others, roots: compared, areDeclared, idOf = (root) => root }: ComparedFor,
): { readonly callers: readonly NamedCaller[]; readonly complaints: readonly Complaint[] } {
  const { options, analyses, files } = ground;
  const sources = oncePerKey((root: string) => sourcesAt(root, options.from, ground));
  const of = (names: readonly string[]): readonly NamedCaller[] =>
    namedCallers(names, (root) => sources(idOf(root)), sourceOptions);
  const roots = [...new Set(analyses.map(({ root }) => root))];
  if (options.from.length === 0) {
    const names = roots.flatMap((root) => [...(files.of(root)?.sources.keys() ?? [])]);
    return { callers: [...of(names), ...others()], complaints: [] };
  }
  const complaints = options.from.flatMap((from) => {
    const readings = roots.map((root) => resolveSource(from, sources(root), sourceOptions));
    const found = problemOfSource(from, readings, compared);
    return found === null || (found.kind === "no-such-source" && !areDeclared) ? [] : [found];
  });
  return { callers: of(options.from), complaints };
}

/**
 * The sources of the access file of a root with the pools that it declares and, if one is asked for, with the jobs of pipelines that call vaults, such as
 * `pipeline:azure-pipelines.yml#build`; vaults may be changed by scripts of all roots.
 */
export function sourcesAt(
  root: string,
  asked: readonly string[],
  { analyses, files, outside }: Pick<Ground, "analyses" | "files" | "outside">,
): AccessFile["sources"] {
  const beside = asked.some(asksForJob) ? { reading: outside().reading, analyses, print: printPath } : null;
  const here = analyses.filter((each) => each.root === root);
  return sourcesBeside(files.of(root)?.sources ?? new Map(), here, beside);
}
