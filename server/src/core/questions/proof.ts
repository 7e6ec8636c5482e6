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
  { differences, slots }: Comparison,
  callers: readonly NamedCaller[],
  errorsIn: (root: ComparedRoot) => readonly Span[],
): Proof {
  const kept = new Map<string, UnreadReport>();
  const missing = new Map<string, MissingPart>();
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
      services: callers.filter(({ isOfCatalog }) => isOfCatalog).length,
    },
    undecided,
    unread: [...missing.values()].filter(({ reason }) => reason !== "not readable").length,
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
