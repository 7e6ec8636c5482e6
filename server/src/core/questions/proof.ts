import type { AccessDifference, Comparison } from "../report/compare.ts";
import {
  type CallerKind,
  type ComparedRoot,
  declaredIn,
  type NamedCaller,
} from "../report/compared-callers.ts";
import { unreadQuestion } from "../report/same-question.ts";
import { reportUnread, type UnreadReport } from "../report/unread.ts";
import { type Span, spanKey } from "../text/document.ts";

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

export type ComparedKind =
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
export interface MissingPart {
  readonly side: "before" | "after" | "both";
  readonly reason: UnreadReport["why"] | "not readable";
  readonly span: Span;
}

/** The proof that a comparison of callers is, as far as it is one. `errorsIn` are the places in a root that cannot be read. */
export function proofOf(
  { differences, vaults, equal, undecided: open, slots }: Comparison,
  callers: readonly NamedCaller[],
  errorsIn: (root: ComparedRoot) => readonly Span[],
): Proof {
  const parts = slots.flatMap(({ was, is, isEqual }) => {
    const [before, after] = [unreadIn(was), unreadIn(is)];
    const only = (
      side: "before" | "after",
      own: typeof before,
      other: typeof before,
    ): readonly MissingPart[] => [
      ...[...own].flatMap(([key, { why, span }]) => (other.has(key) ? [] : { side, reason: why, span })),
      ...errorsIn(side === "before" ? was : is).map(
        (span) => ({ side, reason: "not readable", span }) as const,
      ),
    ];
    const missing = isEqual ? [] : [...only("before", before, after), ...only("after", after, before)];
    const kept = [...after].flatMap(([key, each]) => (before.has(key) ? [each] : []));
    return [{ missing, kept }];
  });
  const missing = eachOnce(
    parts.flatMap((each) => each.missing),
    ({ side, span }) => `${side} ${spanKey(span)}`,
  );
  const kept = eachOnce(
    parts.flatMap((each) => each.kept),
    ({ span }) => spanKey(span),
  );
  const undecided = open + differences.filter(isUndecided).length;
  const count = (kind: CallerKind): number => callers.filter((each) => each.callerKind === kind).length;
  return {
    complete: undecided + missing.length === 0,
    compared: {
      ...{ vaults, equal, subnets: count("subnet"), consumers: count("consumer"), runners: count("runner") },
      ...{ pipelines: count("pipeline"), manifests: count("manifest") },
      ...declaredIn(slots.flatMap(({ was, is }) => [was, is])),
      services: callers.filter(({ isOfCatalog }) => isOfCatalog).length,
    },
    undecided,
    unread: missing.filter(({ reason }) => reason !== "not readable").length,
    assumptions: kept.map(({ kind, source, span }) => ({ kind, source, span })),
    missing,
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

function eachOnce<T>(all: readonly T[], keyOf: (each: T) => string): readonly T[] {
  return [...new Map(all.map((each) => [keyOf(each), each])).values()];
}
