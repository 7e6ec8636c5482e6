import { type Dict, isDict, isList, isText, type List, type Plain, samePlain } from "./plain.ts";
import { asScalar, type ScalarType } from "./scalars.ts";
import { asListOfOneType, asSet } from "./sets.ts";
import { type Cause, causesOf, choose, known, type Origin, unknown, type Value } from "./value.ts";

/** Values looked at before the rest is left as it is: one built from itself over and over has a great many parts. */
const most = 5_000;
const deepest = 100;

/**
 * Values of one type, as Terraform makes of the items of a list and of both results of a conditional: numbers and booleans among
 * strings become strings, and objects with different attributes become maps. Null if there is no such type, in which case Terraform fails.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#dynamic-types-the-any-constraint,
 * https://github.com/zclconf/go-cty/blob/main/cty/convert/unify.go
 */
export function unified(values: readonly Value[]): readonly Value[] | null {
  return unify(values, { left: most, areItems: false }, 0);
}

/** The same of items, among which those that are not known may be strings. There may be more of them for the causes of `open`. */
export function unifiedItems(values: readonly Value[], open: readonly Cause[]): readonly Value[] | null {
  const items = unify(values, { left: most, areItems: true }, 0);
  const unseen = values.filter(({ kind }) => kind === "unknown");
  if (!items || unseen.length + open.length === 0) return items;
  const because = [...open, ...unseen.flatMap(causesOf)];
  return items.map((value) => {
    const text = asScalar(value, "string");
    return text === value ? value : choose([value, text], because, value.origin, samePlain);
  });
}

interface Work {
  left: number;
  readonly areItems: boolean;
}

function unify(values: readonly Value[], work: Work, depth: number): readonly Value[] | null {
  work.left -= values.length;
  const kinds = new Set(values.flatMap(kindsOf));
  if (values.length < 2 || work.left < 0 || depth > deepest || kinds.has("unseen")) return values;
  const collections = values.flatMap((value) => collectionIn(value) ?? []);
  const isNull = ({ kind, value }: { readonly kind: string; readonly value?: unknown }): boolean =>
    kind === "known" && value === null;
  // Items cannot unify null with a collection; the results of a conditional can.
  if (work.areItems && depth > 0 && collections.length > 0 && values.some(isNull)) return null;
  if (collections.length === 0 && kinds.size < 2) return values;
  if (collections.length === 0)
    return kinds.has("string") ? values.map((value) => asScalar(value, "string")) : null;
  const changed = kinds.size === 1 ? unifyParts(collections, work, depth) : null;
  return changed && values.map((value) => replaced(value, changed));
}

/** Null has any type. What one of several collections is instead depends on which of them it is. */
function kindsOf(value: Value): readonly string[] {
  if (value.kind === "unknown") return [];
  if (value.kind === "known") return value.value === null ? [] : [kindOf(value.value)];
  const [kind = "unseen", ...others] = new Set(value.options.map((option) => kindOf(option.value)));
  return [others.length > 0 || kind === "list" || kind === "dict" ? "unseen" : kind];
}

/** Parts of a collection that are not seen decide about its type as well. */
function kindOf(plain: Plain): string {
  if (plain === null) return "unseen";
  if (typeof plain !== "object") return typeof plain;
  if (isText(plain)) return "string";
  return (isList(plain) || isDict(plain)) && plain.open.length === 0 ? plain.kind : "unseen";
}

function collectionIn(value: Value): Dict | List | null {
  const plain = value.kind === "known" ? value.value : null;
  return isList(plain) || isDict(plain) ? plain : null;
}

type Parts = Map<number | string, Value>;

/** What collections of one type are instead. Each part of tuples of one length, and of objects with the same attributes, has its own type. */
function unifyParts(
  collections: readonly (Dict | List)[],
  work: Work,
  depth: number,
): ReadonlyMap<Plain, Plain> | null {
  const parts = asItemsOfSets(collections);
  const keys = new Set(parts.flatMap((part) => [...part.keys()]));
  const isStructural = !collections.some((each) => isSet(each) || each.isOfOneType === true);
  const isOfOneShape = isStructural && parts.every(({ size }) => size === keys.size);
  const change = isOfOneShape ? null : commonType(collections);
  for (const key of isOfOneShape ? keys : [null]) {
    const places = parts.flatMap((part) =>
      [...(key === null ? part.keys() : [key])].map((each) => ({ part, key: each })),
    );
    const values = unify(
      places.flatMap(({ part, key: at }) => part.get(at) ?? []),
      work,
      depth + 1,
    );
    if (!values) return null;
    for (const [index, value] of values.entries()) places[index]?.part.set(places[index].key, value);
  }
  return new Map(
    collections.map((each, index) => {
      const unifiedParts = withParts(each, parts[index] ?? new Map());
      return [each, change ? change(unifiedParts) : unifiedParts];
    }),
  );
}

/** The parts of each. Those of tuples next to a set of scalars get the type of its items; they fail where they cannot. */
function asItemsOfSets(collections: readonly (Dict | List)[]): readonly Parts[] {
  const parts = collections.map(partsOf);
  const [item] = collections.flatMap((each) => (isSet(each) && isList(each) ? each.items : []));
  const type = item?.kind === "known" ? scalarTypes.get(typeof item.value) : undefined;
  if (!type || collections.some((each) => each.isOfOneType === true)) return parts;
  for (const [index, own] of parts.entries()) {
    const collection = collections[index];
    const isTuple = collection?.isOfOneType === false && !isSet(collection);
    for (const [key, value] of isTuple ? own : []) own.set(key, asScalar(value, type, refused));
  }
  return parts;
}

function refused(origin: Origin): Value {
  return unknown({ kind: "failure", reason: { kind: "wrong-kind" } }, origin);
}

const scalarTypes: ReadonlyMap<string, ScalarType> = new Map([
  ["string", "string"],
  ["number", "number"],
  ["boolean", "bool"],
]);

/**
 * What becomes of collections with different shapes: maps, lists, and sets of tuples next to sets. Next to a set, one of which it is not
 * known whether it is a list or a tuple stays what it is.
 */
function commonType(collections: readonly (Dict | List)[]): (each: Dict | List) => Dict | List {
  const lists = collections.filter((each) => isList(each) && !isSet(each));
  const isAmongSets = lists.length < collections.length && isList(collections[0] ?? null);
  if (!isAmongSets || lists.some(({ isOfOneType }) => isOfOneType === true))
    return (each) => (isList(each) ? asListOfOneType(each) : { ...each, isOfOneType: true });
  const areTuples = lists.every(({ isOfOneType }) => isOfOneType === false);
  return (each) => (areTuples && isList(each) ? asSet(each) : each);
}

function isSet(collection: Dict | List): boolean {
  return isList(collection) && collection.isSet === true;
}

export function partsOf(collection: Dict | List): Parts {
  return new Map<number | string, Value>(
    isList(collection)
      ? collection.items.entries()
      : [...collection.entries].map(([key, { value }]) => [key, value]),
  );
}

/** The same if they are its own. */
function withParts(collection: Dict | List, parts: Parts): Dict | List {
  const own = partsOf(collection);
  if ([...parts].every(([key, value]) => own.get(key) === value)) return collection;
  if (isList(collection)) {
    const list = { ...collection, items: [...parts.values()] };
    return isSet(list) ? asSet(list) : list;
  }
  return withValues(collection, [...parts.values()]);
}

export function valuesOf(dict: Dict): readonly Value[] {
  return [...dict.entries.values()].map(({ value }) => value);
}

/** A dictionary with other values, in the order of its entries. */
export function withValues(dict: Dict, values: readonly Value[]): Dict {
  const entries = [...dict.entries].map(
    ([key, entry], index) => [key, { ...entry, value: values[index] ?? entry.value }] as const,
  );
  return { ...dict, entries: new Map(entries) };
}

/** The same if nothing in it changes. */
function replaced(value: Value, changed: ReadonlyMap<Plain, Plain>): Value {
  const before = collectionIn(value);
  const now = changed.get(before) ?? before;
  return now === before ? value : known(now, value.origin);
}
