import { grouped } from "../logic/grouped.ts";
import type { DictionaryExpression, ListExpression } from "../template/expression.ts";
import type { Reference } from "../template/reference.ts";
import {
  isReference,
  isWrittenDictionary,
  isWrittenList,
  nested,
  referencesIn,
  type Written,
  type NewResource,
  referencesOfNew,
} from "../template/written.ts";
import { contains, type DocumentId, type Span, spanKey } from "../text/document.ts";

/** An edit brought down to the place in a text where it is made; how it is spelled there is the syntax's business. */
export type Alteration =
  | { readonly kind: "replace"; readonly span: Span; readonly value: Written }
  | { readonly kind: "respell"; readonly span: Span; readonly from: string; readonly to: string }
  | {
      readonly kind: "insert";
      readonly into: DictionaryExpression;
      readonly path: readonly string[];
      readonly value: Written;
    }
  | { readonly kind: "append"; readonly to: ListExpression; readonly values: readonly Written[] }
  | {
      readonly kind: "remove";
      readonly from: DictionaryExpression | ListExpression;
      readonly spans: readonly Span[];
    }
  /** Resources behind the declaration at a place. */
  | { readonly kind: "declare"; readonly after: Span; readonly resources: readonly NewResource[] };

/** A text that is the same for alterations of one place that write the same there. */
export function keyOf(alteration: Alteration): string {
  const what = alteration.kind === "declare" ? alteration.resources : valueOf(alteration);
  return `${placeOf(alteration)} ${textOf(what)}`;
}

/** The references that an alteration writes. */
export function referencesOf(alteration: Alteration): readonly Reference[] {
  return alteration.kind === "declare"
    ? alteration.resources.flatMap(referencesOfNew)
    : referencesIn(valueOf(alteration));
}

function valueOf(alteration: Exclude<Alteration, { readonly kind: "declare" }>): Written {
  switch (alteration.kind) {
    case "replace":
    case "insert":
      return alteration.value;
    case "append":
      return alteration.values;
    case "respell":
      return alteration.to;
    case "remove":
      return null;
  }
}

function placeOf(alteration: Alteration): string {
  switch (alteration.kind) {
    case "insert":
      return `${spanKey(alteration.into.span)}/${alteration.path.join("/")}`;
    case "remove":
      return alteration.spans.map(spanKey).join("-");
    default:
      return siteOf(alteration);
  }
}

/** Where an alteration is made. */
export function documentOf(alteration: Alteration): DocumentId {
  return anchorOf(alteration).document;
}

/** The span of what an alteration replaces, adds to or takes from. */
function anchorOf(alteration: Alteration): Span {
  switch (alteration.kind) {
    case "replace":
    case "respell":
      return alteration.span;
    case "insert":
      return alteration.into.span;
    case "append":
      return alteration.to.span;
    case "declare":
      return alteration.after;
    case "remove":
      return alteration.from.span;
  }
}

/**
 * Joins alterations that touch one dictionary entry, one list or what is empty, which could not be made side by side. What is inside
 * of something that is removed goes with it.
 */
export function joined(alterations: readonly Alteration[]): readonly Alteration[] {
  const sites = grouped(alterations, (each) => [siteOf(each)]);
  const all = [...sites.values()].flatMap(joinedAtSite);
  const gone = all.flatMap((each) => (each.kind === "remove" ? each.spans : []));
  return all.filter((each) => !gone.some((span) => isInside(each, span)));
}

/** Whether an alteration is made within a place, and not of the whole of it. */
export function isInside(alteration: Alteration, place: Span): boolean {
  return spansOf(alteration).every((span) => contains(place, span) && spanKey(span) !== spanKey(place));
}

function spansOf(alteration: Alteration): readonly Span[] {
  return alteration.kind === "remove" ? alteration.spans : [anchorOf(alteration)];
}

/** A text that is the same for alterations that cannot be made side by side unless they write the same. */
function siteOf(alteration: Alteration): string {
  const anchor = spanKey(anchorOf(alteration));
  switch (alteration.kind) {
    case "replace":
    case "respell":
      return anchor;
    case "insert":
      return `${anchor}/${isEmpty(alteration) ? "" : (alteration.path[0] ?? "")}`;
    case "append":
      return `${anchor}+`;
    case "declare":
      return `${anchor}.`;
    case "remove":
      return `${anchor}-`;
  }
}

function joinedAtSite(alterations: readonly Alteration[]): readonly Alteration[] {
  const [first] = alterations;
  if (first?.kind === "append") {
    const values = alterations.flatMap((each) => (each.kind === "append" ? each.values : []));
    return [{ ...first, values: distinct(values) }];
  }
  if (first?.kind === "remove") {
    const spans = alterations.flatMap((each) => (each.kind === "remove" ? each.spans : []));
    return [{ ...first, spans: [...new Map(spans.map((span) => [span.start, span])).values()] }];
  }
  if (first?.kind === "declare") {
    const resources = alterations.flatMap((each) => (each.kind === "declare" ? each.resources : []));
    return [{ ...first, resources: [...new Map(resources.map((each) => [textOf(each), each])).values()] }];
  }
  return alterations.reduce<readonly Alteration[]>((done, next) => {
    const index = done.findIndex((each) => join(each, next) !== null);
    const before = done[index];
    const both = before ? join(before, next) : null;
    return both ? done.with(index, both) : [...done, next];
  }, []);
}

function join(a: Alteration, b: Alteration): Alteration | null {
  if (keyOf(a) === keyOf(b)) return a;
  return a.kind === "insert" && b.kind === "insert" ? joinInserts(a, b) : null;
}

type Insert = Extract<Alteration, { readonly kind: "insert" }>;

/** Into a dictionary that is empty, everything is written at one place. */
function isEmpty({ into }: Insert): boolean {
  return into.entries.length === 0;
}

/** Two entries of a dictionary that does not exist yet, or is empty, are written together; likewise two items of a list. */
function joinInserts(a: Insert, b: Insert): Insert | null {
  if (a.into !== b.into) return null;
  if (isEmpty(a))
    return { ...a, path: [], value: mergeWritten(nested(a.path, a.value), nested(b.path, b.value)) };
  const [key, ...restA] = a.path;
  const [other, ...restB] = b.path;
  if (key === undefined || key !== other) return null;
  const [left, right] = [nested(restA, a.value), nested(restB, b.value)];
  const areLists = isWrittenList(left) && isWrittenList(right);
  if (!areLists && !(isWrittenDictionary(left) && isWrittenDictionary(right))) return null;
  return { ...a, path: [key], value: mergeWritten(left, right) };
}

function mergeWritten(a: Written, b: Written): Written {
  if (isWrittenList(a) && isWrittenList(b)) return distinct([...a, ...b]);
  if (!isWrittenDictionary(a) || !isWrittenDictionary(b)) return b;
  const merged = new Map(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const before = merged.get(key);
    merged.set(key, before === undefined ? value : mergeWritten(before, value));
  }
  return Object.fromEntries(merged);
}

/** The items, each of them once. */
function distinct(items: readonly Written[]): readonly Written[] {
  return [...new Map(items.map((item) => [textOf(item), item])).values()];
}

function textOf(written: Written | NewResource | readonly NewResource[]): string {
  return JSON.stringify(written, (_, value: Written) => (isReference(value) ? value.key : value));
}
