import {
  type AccessFile,
  ambiguityOf,
  type Analysis,
  asksForJob,
  builtInTags,
  candidatesOf,
  knowsSource,
  type NamedCaller,
  namedCallers,
  type NamedSourceReading,
  oncePerKey,
  readSource,
  resolveSource,
  type Source,
  sourcesBeside,
} from "../core/index.ts";
import type { Ground } from "./command-input.ts";
import type { Complaint } from "./complaint.ts";
import { environmentVariable } from "./environment-variable.ts";
import { printPath } from "./disk.ts";

/** What the command line reads sources with. */
export const sourceOptions = { tags: builtInTags, variable: environmentVariable } as const;

type Roots = readonly Pick<Analysis, "worlds">[];

/** What is compared, on both sides. */
export interface ComparedFor {
  /** Those that are always compared. */
  readonly others: () => readonly NamedCaller[];
  readonly roots: Roots;
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
    const found = complaintsOn(from, readings, compared);
    return areDeclared ? found : found.filter(({ kind }) => kind !== "no-such-source");
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

/** A source has to be valid, and, if there are roots, to mean something in one of them. */
export function complaintsOn(
  from: string,
  readings: readonly NamedSourceReading[],
  roots: Roots,
): readonly Complaint[] {
  const all = readings.length > 0 ? readings : [readSource(from)];
  const [understood] = all.flatMap((reading) => ("source" in reading ? [reading.source] : []));
  if (understood) return sourceComplaints(from, understood, roots);
  const [fault] = all.flatMap((reading) => ("fault" in reading ? [reading.fault] : []));
  return fault ? [{ kind: "source", fault }] : [];
}

/** Addresses are known everywhere; a subnet or consumer has to be known somewhere, and once only in each root. */
function sourceComplaints(from: string, source: Source, roots: Roots): readonly Complaint[] {
  if (source.kind === "caller") return [];
  const ambiguous = [...new Set(roots.flatMap(({ worlds }) => ambiguityOf(source, worlds)))];
  if (ambiguous.length > 0) return [{ kind: "ambiguous-source", from, candidates: ambiguous }];
  if (roots.some(({ worlds }) => knowsSource(source, worlds))) return [];
  const what = source.kind === "consumer" ? "consumer" : "subnet";
  const candidates = [...new Set(roots.flatMap(({ worlds }) => candidatesOf(source, worlds)))];
  return [{ kind: "no-such-source", from, what, candidates }];
}
