import type { World } from "../access/worlds.ts";
import { oncePerKey } from "../logic/memoize.ts";
import type { AccessDifference } from "../report/access-difference.ts";
import { compareAccess, type Comparison } from "../report/compare.ts";
import {
  type CallerKind,
  callersDeclared,
  callersLeftOut,
  type ComparedRoot,
  declaredIn,
  type NamedCaller,
} from "../report/compared-callers.ts";
import { waysDeclared } from "../report/declared-ways.ts";
import { unreadQuestion } from "../report/same-question.ts";
import { reportUnread, type UnreadReport } from "../report/unread.ts";
import { type Span, spanKey } from "../text/document.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { type CallingJob, jobsByVault, type OpenWorkspace } from "./callers.ts";
import { type CallersAsked, callersNamed, problemsOfNames } from "./named-callers.ts";
import type { SourceProblem } from "./simulate.ts";

/** One side of a comparison. */
export interface ComparedWorkspace extends OpenWorkspace {
  /** What a root is called on both sides. */
  readonly nameOf: (root: string) => string;
  /** The root that is called so. */
  readonly idOf: (name: string) => string;
}

/** All that the sides declare is compared as well, unless only callers with names are. */
export interface DiffQuestion extends CallersAsked {
  /** The names of the roots that are compared. */
  readonly among: readonly string[];
  /** As for a comparison of access. */
  readonly isStopped?: () => boolean;
}

/** What a change does to access. */
export interface DiffAnswer {
  readonly changes: readonly AccessDifference[];
  /** The callers of which nothing says where they call from, on either side, or that were not asked for. */
  readonly notCompared: readonly string[];
  /** Why callers that users name were not compared. */
  readonly problems: readonly SourceProblem[];
  /** Null if only callers with names were compared. */
  readonly proof: Proof | null;
}

/**
 * Compares the verdicts on all callers that either side declares: all addresses, subnets, resources, and the jobs, scripts and
 * manifests beside the templates. A job is what its own side says it is, and is asked about the vaults that it calls there.
 */
export function diff(
  before: ComparedWorkspace,
  after: ComparedWorkspace,
  question: DiffQuestion,
): DiffAnswer {
  const { isNamedOnly = false, among, isStopped } = question;
  const [past, now] = [rootsOf(before, among), rootsOf(after, among)];
  const roots = [...now, ...past];
  const calling = { before: callersOf(before, among), after: callersOf(after, among) };
  const jobs = [...new Set([...calling.after, ...calling.before].map(({ caller }) => caller.from))];
  const open = isNamedOnly
    ? []
    : jobs.filter((from) =>
        [...calling.after, ...calling.before].some((each) => isOpen(each) && each.caller.from === from),
      );
  const found = jobs.map((from) => jobNamed(from, calling));
  const others = isNamedOnly ? [] : [...callersDeclared(roots), ...waysDeclared(roots), ...found];
  const named = callersNamed(after, question, after.idOf);
  const callers = [...new Map([...named, ...others].map((each) => [each.from, each])).values()];
  const comparison = compareAccess(past, now, callers, {
    isOfAll: !isNamedOnly,
    ...(isStopped ? { isStopped } : {}),
  });
  const errors = new Map([...past, ...now].map(({ worlds, errors: each }) => [worlds, each]));
  return {
    changes: comparison.differences,
    notCompared: [...callersLeftOut(roots, callers, jobs), ...open],
    problems: problemsOfNames(after, question, roots),
    proof: isNamedOnly
      ? null
      : proofOf(
          comparison,
          callers,
          jobsLeftOut(calling, comparison, textsOfJobs(before) === textsOfJobs(after)),
          ({ worlds }) => errors.get(worlds) ?? [],
        ),
  };
}

interface SideRoot extends ComparedRoot {
  /** Where its templates cannot be read. */
  readonly errors: readonly Span[];
}

function rootsOf({ analyses, nameOf }: ComparedWorkspace, among: readonly string[]): readonly SideRoot[] {
  const compared = new Set(among);
  return analyses.flatMap((analysis) => {
    const { environment, worlds, documents, problems, kind } = analysis;
    const root = nameOf(analysis.root);
    const textOf = ({ document, start, end }: Span): string | null =>
      documents.get(document)?.document.text.slice(start, end) ?? null;
    const failed = kind === "failed" ? [{ document: analysis.root, start: 0, end: 0 }] : [];
    const errors = [...failed, ...problems.map(({ span }) => span)];
    const readFrom = inputsOf([analysis, ...analysis.neighbors], nameOf);
    return compared.has(root) ? [{ root, environment, worlds, textOf, errors, readFrom }] : [];
  });
}

/** Everything that roots were evaluated from; null if values were given in a way that cannot be compared, or not all was evaluated. */
function inputsOf(
  analyses: readonly Analysis[],
  nameOf: (id: string) => string,
): ReadonlyMap<string, string> | null {
  if (analyses.some(({ kind, inputs }) => kind === "failed" || (inputs && inputs.set.size > 0))) return null;
  return new Map(
    analyses.flatMap(({ root, environment, inputs, documents }) => [
      [`${nameOf(root)} ${environment ?? ""}`, (inputs?.parameters ?? []).map(nameOf).join()] as const,
      ...[...documents.values()].map(({ document }) => [nameOf(document.id), document.text] as const),
    ]),
  );
}

/** A job at a vault that it calls. */
interface Calling {
  readonly root: string;
  readonly worlds: readonly World[];
  readonly vaultKey: string;
  readonly caller: CallingJob;
}

function callersOf(side: ComparedWorkspace, among: readonly string[]): readonly Calling[] {
  const found = jobsByVault(side);
  return side.analyses.flatMap((analysis) => {
    const root = side.nameOf(analysis.root);
    if (!among.includes(root)) return [];
    return [...(found.get(analysis) ?? [])].flatMap(([vaultKey, callers]) =>
      callers.map((caller) => ({ root, worlds: analysis.worlds, vaultKey, caller })),
    );
  });
}

/** A job as either side knows it; it is not compared at a root where one of them does not say where it calls from. */
function jobNamed(from: string, calling: Callings): NamedCaller {
  const of = oncePerKey((side: keyof Callings) => calling[side].filter(({ caller }) => caller.from === from));
  const all = (): readonly Calling[] => [...of("after"), ...of("before")];
  const isOpenAt = oncePerKey((root: string) => all().some((each) => each.root === root && isOpen(each)));
  return {
    from,
    callerKind: all().some(({ caller }) => caller.machine === "cluster") ? "manifest" : "pipeline",
    sourceIn: (root, side = "after") =>
      isOpenAt(root) ? null : (of(side).find((each) => each.root === root)?.caller.source ?? null),
    calls: (side, worlds, vaultKey) =>
      of(side).some((each) => each.worlds === worlds && each.vaultKey === vaultKey),
  };
}

type Callings = Readonly<Record<"before" | "after", readonly Calling[]>>;

function isOpen({ caller }: Calling): boolean {
  return caller.source === null;
}

/** The jobs of which nothing says where they call from, and that may have changed, or their vaults. */
function jobsLeftOut(
  { before, after }: Callings,
  { slots }: Comparison,
  areJobsEqual: boolean,
): ReadonlyMap<string, MissingPart> {
  const equal = new Set(
    slots.flatMap(({ isEqual, was, is }) => (isEqual && areJobsEqual ? [was.worlds, is.worlds] : [])),
  );
  const leftOn = (side: readonly Calling[]): ReadonlyMap<string, Span> =>
    new Map(
      side
        .filter((each) => isOpen(each) && !equal.has(each.worlds))
        .map(({ caller }) => [caller.from, caller.span]),
    );
  const [was, is] = [leftOn(before), leftOn(after)];
  const sideOf = (from: string): MissingPart["side"] =>
    was.has(from) && is.has(from) ? "both" : is.has(from) ? "after" : "before";
  return new Map(
    [...was, ...is].map(([from, span]) => [from, { side: sideOf(from), reason: "not-compared", span }]),
  );
}

/** The texts of the pipelines, scripts and manifests that were read, by names that both sides share. */
function textsOfJobs({ reading, print }: ComparedWorkspace): string {
  return JSON.stringify(
    [...reading.documents].map(([id, { document }]) => [print(id), document.text]).sort(),
  );
}

/** Whether a comparison covers every caller of what the repository declares, and what it rests on. */
export interface Proof {
  /** Nothing is undecided, and nothing that could change an answer is unread on either side. */
  readonly complete: boolean;
  /** What was compared, by kind; `equal` are the vaults that are the same on both sides with all that decides about them. */
  readonly compared: Readonly<Record<ComparedKind, number>>;
  /** How many pairs of a caller and a vault are not decided. */
  readonly undecided: number;
  /** How much of what is unread may change an answer. */
  readonly unread: number;
  /** What is unread, and is called and given the same on both sides: it is taken to behave as before. */
  readonly assumptions: readonly {
    readonly kind: UnreadReport["kind"];
    readonly source: string;
    readonly span: Span;
  }[];
  /** What is missing for a complete proof. */
  readonly missing: readonly MissingPart[];
}

type ComparedKind =
  | "vaults"
  | "equal"
  | "subnets"
  | "consumers"
  | "runners"
  | "pipelines"
  | "manifests"
  | "privateEndpoints"
  | "perimeters"
  | "services";

/** A part that was not read, or not understood. */
interface MissingPart {
  readonly side: "before" | "after" | "both";
  readonly reason: UnreadReport["why"] | "not readable" | "not-compared";
  readonly span: Span;
}

/** The proof that a comparison of callers is, as far as it is one. `errorsIn` are the places in a root that cannot be read. */
function proofOf(
  { differences, slots }: Comparison,
  callers: readonly NamedCaller[],
  jobs: ReadonlyMap<string, MissingPart>,
  errorsIn: (root: ComparedRoot) => readonly Span[],
): Proof {
  const kept = new Map<string, UnreadReport>();
  const missing = new Map(jobs);
  for (const { was, is, isEqual } of slots) {
    const unread = { before: unreadIn(was), after: unreadIn(is) };
    for (const [key, each] of unread.after) if (unread.before.has(key)) kept.set(spanKey(each.span), each);
    if (isEqual) continue;
    for (const [side, other, root] of [
      ["before", "after", was],
      ["after", "before", is],
    ] as const) {
      const miss = (span: Span, reason: MissingPart["reason"]): unknown =>
        missing.set(`${side} ${spanKey(span)}`, { side, reason, span });
      for (const [key, { span, why }] of unread[side]) if (!unread[other].has(key)) miss(span, why);
      for (const span of errorsIn(root)) miss(span, "not readable");
    }
  }
  const sum = (numberOf: (slot: Comparison["slots"][number]) => number): number =>
    slots.reduce((total, each) => total + numberOf(each), 0);
  const count = (kind: CallerKind): number => callers.filter((each) => each.callerKind === kind).length;
  const undecided = sum((each) => each.undecided) + differences.filter(isUndecided).length;
  return {
    complete: undecided + missing.size === 0,
    compared: {
      vaults: sum(({ vaults }) => vaults),
      equal: sum(({ isEqual, vaults }) => (isEqual ? vaults : 0)),
      ...{ subnets: count("subnet"), consumers: count("consumer"), runners: count("runner") },
      ...{ pipelines: count("pipeline"), manifests: count("manifest") },
      ...declaredIn(slots.flatMap(({ was, is }) => [was, is])),
      services: callers.filter(({ standing }) => standing).length,
    },
    undecided,
    unread: [...missing.values()].filter(
      ({ reason }) => reason !== "not readable" && reason !== "not-compared",
    ).length,
    assumptions: [...kept.values()].map(({ kind, source, span }) => ({ kind, source, span })),
    missing: [...missing.values()],
  };
}

/** Whether what becomes of a caller is not decided: an answer depends, or that of some of its addresses does. */
function isUndecided({ before, after, callerKind, sets }: AccessDifference): boolean {
  if (callerKind === "addresses") return !sets.undecided.isEmpty;
  return before?.verdict === "depends" || after?.verdict === "depends";
}

/** What a root does not read, by texts that are equal where it behaves alike. */
function unreadIn({ worlds, textOf = () => null }: ComparedRoot): ReadonlyMap<string, UnreadReport> {
  return new Map(reportUnread(worlds).map((each) => [unreadQuestion(each, textOf), each]));
}
