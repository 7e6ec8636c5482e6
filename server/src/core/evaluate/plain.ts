import type { Truth } from "../logic/truth.ts";
import { all, truth } from "../logic/truth.ts";
import type { DictionaryExpression, LambdaExpression, ListExpression } from "../template/expression.ts";
import type { Span } from "../text/span.ts";
import type { Cause, Unknown, Value } from "./value.ts";
import type { Scope } from "./scope.ts";
import type { ModuleHandle, ResourceHandle } from "./deployment.ts";

/** What a known value can be. Collections and texts may be known in part. */
export type Plain =
  null | boolean | number | string | Text | List | Dict | Lambda | ResourceHandle | ModuleHandle;

/** A string with unknown parts, such as an id below an unknown resource group. At least one part is unknown. */
export interface Text {
  readonly kind: "text";
  readonly parts: readonly (string | Unknown)[];
}

export interface List {
  readonly kind: "list";
  readonly items: readonly Value[];
  /** Why there may be more items than these, in unknown places; empty when these are all. */
  readonly open: readonly Cause[];
  /** The literal it was written as; null for computed lists. */
  readonly site: ListExpression | null;
}

export interface Dict {
  readonly kind: "dict";
  readonly entries: ReadonlyMap<string, DictEntry>;
  /** Why there may be more entries than these; empty when these are all. */
  readonly open: readonly Cause[];
  /** The literal it was written as; null for computed dictionaries. */
  readonly site: DictionaryExpression | null;
}

export interface DictEntry {
  readonly value: Value;
  /** The whole entry as written, key included; null when computed. */
  readonly span: Span | null;
  readonly keySpan: Span | null;
}

export interface Lambda {
  readonly kind: "lambda";
  readonly expression: LambdaExpression;
  readonly scope: Scope;
}

/** A list of computed items. */
export function listOf(items: readonly Value[], open: readonly Cause[] = []): List {
  return { kind: "list", items, open, site: null };
}

/** A dictionary of computed entries. */
export function dictOf(entries: Iterable<readonly [string, Value]>, open: readonly Cause[] = []): Dict {
  const map = new Map<string, DictEntry>();
  for (const [key, value] of entries) map.set(key, { value, span: null, keySpan: null });
  return { kind: "dict", entries: map, open, site: null };
}

/** Joins parts into a string, or into a text when some part stays unknown. */
export function textOf(parts: readonly (string | Unknown)[]): string | Text {
  const joined: (string | Unknown)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else if (part !== "") joined.push(part);
  }
  const [only] = joined;
  if (only === undefined) return "";
  return joined.length === 1 && typeof only === "string" ? only : { kind: "text", parts: joined };
}

export function isList(plain: Plain): plain is List {
  return typeof plain === "object" && plain?.kind === "list";
}

export function isDict(plain: Plain): plain is Dict {
  return typeof plain === "object" && plain?.kind === "dict";
}

export function isText(plain: Plain): plain is Text {
  return typeof plain === "object" && plain?.kind === "text";
}

/** The parts of a string or text. */
export function partsOf(text: string | Text): readonly (string | Unknown)[] {
  return typeof text === "string" ? [text] : text.parts;
}

/**
 * Whether two plain values are equal. Unknown parts with one symbol are equal; texts whose known ends differ are not.
 * With `foldCase` strings are compared as Azure compares ids and words, without case.
 */
export function equalPlain(a: Plain, b: Plain, foldCase = false): Truth {
  if (a === b) return "yes";
  if (typeof a === "string" && typeof b === "string")
    return truth(foldCase && a.toLowerCase() === b.toLowerCase());
  if ((typeof a === "string" || isText(a)) && (typeof b === "string" || isText(b)))
    return equalTexts(a, b, foldCase);
  if (isList(a) && isList(b)) return equalLists(a, b, foldCase);
  if (isDict(a) && isDict(b)) return equalDicts(a, b, foldCase);
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return "no";
  if (a.kind === "resource" && b.kind === "resource") return truth(a.instance === b.instance);
  return a.kind === b.kind ? "maybe" : "no";
}

/** Whether two values are certainly, possibly or never equal. */
export function equalValues(a: Value, b: Value, foldCase = false): Truth {
  if (a.kind === "unknown" || b.kind === "unknown") {
    const named = a.kind === "unknown" && b.kind === "unknown" && a.symbol !== null && a.symbol === b.symbol;
    return named ? "yes" : "maybe";
  }
  if (a.kind === "known" && b.kind === "known") return equalPlain(a.value, b.value, foldCase);
  const left = a.kind === "known" ? [a] : a.options;
  const right = b.kind === "known" ? [b] : b.options;
  const answers = left.flatMap((l) => right.map((r) => equalPlain(l.value, r.value, foldCase)));
  return answers.every((answer) => answer === "no") ? "no" : "maybe";
}

/** Whether two plain values are certainly the same, for removing duplicates. */
export function samePlain(a: Plain, b: Plain): boolean {
  return equalPlain(a, b) === "yes";
}

function equalTexts(a: string | Text, b: string | Text, foldCase: boolean): Truth {
  const fold = (text: string): string => (foldCase ? text.toLowerCase() : text);
  const left = partsOf(a);
  const right = partsOf(b);
  const same =
    left.length === right.length &&
    left.every((part, index) => {
      const other = right[index];
      if (other === undefined) return false;
      if (typeof part === "string" || typeof other === "string")
        return typeof part === "string" && typeof other === "string" && fold(part) === fold(other);
      return part.symbol !== null && part.symbol === other.symbol;
    });
  if (same) return "yes";
  return endsCanMeet(left, right, fold) ? "maybe" : "no";
}

/** Two texts cannot be equal when their known beginnings or known ends contradict each other. */
function endsCanMeet(
  left: readonly (string | Unknown)[],
  right: readonly (string | Unknown)[],
  fold: (text: string) => string,
): boolean {
  const edge = (part: string | Unknown | undefined): string => (typeof part === "string" ? fold(part) : "");
  const [headA, headB] = [edge(left[0]), edge(right[0])];
  const [tailA, tailB] = [edge(left.at(-1)), edge(right.at(-1))];
  return (
    (headA.startsWith(headB) || headB.startsWith(headA)) && (tailA.endsWith(tailB) || tailB.endsWith(tailA))
  );
}

function equalLists(a: List, b: List, foldCase: boolean): Truth {
  if (a.open.length > 0 || b.open.length > 0) return "maybe";
  if (a.items.length !== b.items.length) return "no";
  return all(
    a.items.map((item, index) => {
      const other = b.items[index];
      return other ? equalValues(item, other, foldCase) : "no";
    }),
  );
}

function equalDicts(a: Dict, b: Dict, foldCase: boolean): Truth {
  if (a.open.length > 0 || b.open.length > 0) return "maybe";
  if (a.entries.size !== b.entries.size) return "no";
  return all(
    [...a.entries].map(([key, entry]) => {
      const other = b.entries.get(key);
      return other ? equalValues(entry.value, other.value, foldCase) : "no";
    }),
  );
}
