import { findEntry } from "../../evaluate/values/find-entry.ts";
import type { Dict, List, Plain } from "../../evaluate/values/plain.ts";
import { isDict, isList, isText, samePlain } from "../../evaluate/values/plain.ts";
import type { Wrapped } from "../../evaluate/types.ts";
import { symbolOf } from "../../evaluate/values/symbol.ts";
import type { Absent, Cause, Hop, Value } from "../../evaluate/values/value.ts";
import { causesOf, choose, hops, known, unknown, writtenAt } from "../../evaluate/values/value.ts";
import type { DictionaryExpression, ListExpression } from "../../template/expression.ts";
import type { Reference } from "../../template/reference.ts";
import type { ItemSlot, Slot } from "../../template/slot.ts";
import type { Written } from "../../template/written.ts";
import { isWrittenDictionary } from "../../template/written.ts";
import type { Span } from "../../text/span.ts";
import { contains } from "../../text/span.ts";
import { hiddenAt } from "../../evaluate/values/unseen-entries.ts";
import type { Field, FieldSchema, Item, ListField, ListSchema } from "./field.ts";

/** Reads one property of what a resource writes; `near` is where to point when nothing is written. */
export function readField<T>(body: Value, schema: FieldSchema<T>, near: Span): Field<T> {
  const place = placeOf(body, schema, near);
  return {
    value: decoded(place.value, schema),
    slot: slotOf(place),
    through: place.through,
    encode: schema.encode,
  };
}

/** What is written under a former name counts where the present one is not there. */
function placeOf<T>(body: Value, { path, former }: FieldSchema<T>, near: Span): Place {
  const place = walk(start(body, near), path);
  const before = former && place.value.kind === "absent" ? walk(start(body, near), former) : place;
  return before.value.kind === "absent" ? place : before;
}

/** Reads a list property. A value that may be one of several lists counts as unknown; null counts as not written. */
export function readList<T>(body: Value, schema: ListSchema<T>, near: Span): ListField<T> {
  const place = walk(start(body, near), schema.path);
  const shared = { slot: slotOf(place), encode: schema.item.encode };
  const { value } = place;
  const isNull = value.kind === "known" && value.value === null;
  if (value.kind === "absent" || isNull) {
    return { ...shared, state: "absent", items: [], open: [], through: place.through, site: null };
  }
  if (value.kind !== "known" || !isList(value.value)) {
    const open = value.kind === "known" ? [wrongKind] : orUnsaid(causesOf(value));
    return { ...shared, state: "unknown", items: [], open, through: place.through, site: null };
  }
  const list = value.value;
  const wraps = wrappedIn(list, schema.item);
  const passed = [...place.through, ...hops(value.origin)];
  const through = wraps ? [...passed, ...hops(wraps.origin)] : passed;
  const items = list.items.map((item, index) => readItem(item, index, { list, wraps }, schema.item, through));
  const state = list.open.length > 0 && items.length === 0 ? "unknown" : "written";
  const read: ListField<T> = { ...shared, state, items, open: list.open, through, site: list.site };
  if (!wraps) return read;
  const encode = (item: T | Reference): Written => withinItem(schema.item.encode(item), wraps.path);
  return { ...read, site: wraps.list.site, encode };
}

/** The list to which items are added instead, if a loop makes of each one what the schema takes. */
function wrappedIn<T>({ wraps }: List, { path }: FieldSchema<T>): Wrapped | null {
  if (!wraps) return null;
  const isPlain = wraps.path.length === 0;
  return isPlain || wraps.path.join(".") === path.join(".") ? wraps : null;
}

const wrongKind: Cause = { kind: "failure", reason: { kind: "value-not-list" } };

/** Where a walk along a path has come to. */
interface Place {
  readonly value: Value | Absent;
  readonly into: DictionaryExpression | null;
  readonly path: readonly string[];
  readonly entry: Span | null;
  readonly key: Span | null;
  readonly near: Span;
  readonly through: readonly Hop[];
}

function start(body: Value, near: Span): Place {
  return { value: body, into: null, path: [], entry: null, key: null, near, through: [] };
}

function walk(start: Place, path: readonly string[]): Place {
  return path.reduce(step, start);
}

function step(outer: Place, key: string): Place {
  const value = onlyBlock(outer.value);
  const place = value === outer.value ? outer : { ...outer, value };
  if (value.kind === "known" && isDict(value.value))
    return intoDict(place, value.value, hops(value.origin), key);
  const missing: Place = { ...place, path: [...place.path, key], entry: null };
  if (value.kind === "absent") return missing;
  if (value.kind === "unknown") return { ...missing, value: unknownBelow(value, key), into: null };
  if (value.kind === "known")
    return { ...missing, value: belowPlain(value.value, key, place.near, value.origin.span) };
  const alternatives = value.options.map((option) => memberOrNull(option.value, key, option.origin.span));
  return { ...missing, value: choose(alternatives, value.because, value.origin, samePlain), into: null };
}

/** Where Terraform takes one block of a type, the list of all of them is that one; of none, nothing is written. */
function onlyBlock(value: Value | Absent): Value | Absent {
  if (value.kind !== "known" || !isList(value.value) || value.value.site?.blocks !== true) return value;
  const { items, open } = value.value;
  const [first] = items;
  if (first && open.length === 0) return first;
  return open.length > 0 ? unknown(open, value.origin) : { kind: "absent", within: value.origin.span };
}

/** Every property is read through here, so what it returns is written out: an object with a constant shape is made fast. */
function intoDict(place: Place, dict: Dict, passed: readonly Hop[], key: string): Place {
  const found = findEntry(dict, key);
  const entry = found ? dict.entries.get(found.key) : undefined;
  const near = dict.site?.span ?? place.near;
  return {
    value: entry ? entry.value : hiddenOrAbsent(dict, key, near),
    into: dict.site,
    path: [key],
    entry: entry ? entry.span : null,
    key: entry ? entry.keySpan : place.key,
    near,
    through: passed.length === 0 ? place.through : [...place.through, ...passed],
  };
}

function hiddenOrAbsent(dict: Dict, key: string, near: Span): Value | Absent {
  const because = hiddenAt(dict, key);
  return because.length > 0 ? unknown(because, { span: near }) : { kind: "absent", within: near };
}

function unknownBelow(value: Extract<Value, { readonly kind: "unknown" }>, key: string): Value {
  return unknown(value.because, value.origin, value.symbol === null ? null : `${value.symbol}.${key}`);
}

function belowPlain(plain: Plain, key: string, near: Span, at: Span): Value | Absent {
  if (plain === null) return { kind: "absent", within: near };
  return unknown({ kind: "failure", reason: { kind: "property-of-no-object", name: key } }, { span: at });
}

/** Within a choice, what one option does not write is null, since absence can only be claimed of all. */
function memberOrNull(plain: Plain, key: string, at: Span): Value {
  if (plain === null) return known(null, { span: at });
  if (!isDict(plain))
    return unknown({ kind: "failure", reason: { kind: "property-of-no-object", name: key } }, { span: at });
  const found = findEntry(plain, key);
  if (found) return found.value;
  const because = hiddenAt(plain, key);
  return because.length > 0 ? unknown(because, { span: at }) : known(null, { span: at });
}

function slotOf(place: Place): Slot {
  return { into: place.into, path: place.path, entry: place.entry, key: place.key, near: place.near };
}

function decoded<T>(read: Value | Absent, schema: FieldSchema<T>): Value<T> | Absent {
  const isTaken = read.kind === "known" && schema.decode(read.value) !== undefined;
  const value = isTaken ? read : onlyBlock(read);
  if (value.kind === "absent" || value.kind === "unknown") return value;
  if (value.kind === "known" && value.value === null) return { kind: "absent", within: value.origin.span };
  const decode = (plain: Plain): Value<T> => {
    const result = schema.decode(plain);
    if (result !== undefined) return known(result, value.origin);
    return unknown(causesOfPlain(plain), value.origin, isText(plain) ? symbolOf(value) : null);
  };
  if (value.kind === "known") return decode(value.value);
  const options = value.options.map((option): Value<T> => {
    const result = schema.decode(option.value);
    return result === undefined ? unknown(value.because, option.origin) : known(result, option.origin);
  });
  return choose(options, value.because, value.origin, Object.is);
}

/** Why a value is not what the property takes: the unknown parts of a text, or simply its kind. */
function causesOfPlain(plain: Plain): readonly Cause[] {
  if (typeof plain === "object" && plain?.kind === "text") {
    return plain.parts.flatMap((part) => (typeof part === "string" ? [] : part.because));
  }
  return [{ kind: "failure", reason: { kind: "wrong-kind" } }];
}

function readItem<T>(
  item: Value,
  index: number,
  { list, wraps }: { readonly list: List; readonly wraps: Wrapped | null },
  schema: FieldSchema<T>,
  through: readonly Hop[],
): Item<T> {
  const field = readField(item, schema, item.origin.span);
  const { site } = wraps?.list ?? list;
  const origin = wraps && field.value.kind !== "absent" ? field.value.origin : item.origin;
  const slot = site ? itemSlot(site, wraps ? writtenAt(origin) : origin.span, index) : null;
  const encode = (value: T | Reference): Written => withinItem(schema.encode(value), schema.path);
  return { field: { ...field, encode, through: [...through, ...field.through] }, index, slot, whole: item };
}

/** A schema of items spells complete items; a field of an item is the value at its path. */
function withinItem(item: Written, path: readonly string[]): Written {
  return path.reduce<Written>(
    (inner, key) => (isWrittenDictionary(inner) ? (new Map(Object.entries(inner)).get(key) ?? null) : inner),
    item,
  );
}

/** The written item that holds a place; it is at the same index unless others are spread or computed before it. */
function itemSlot(list: ListExpression, at: Span, index: number): ItemSlot | null {
  const holds = (item: ListExpression["items"][number]): boolean =>
    item.kind !== "spread" && contains(item.span, at);
  const same = list.items[index];
  const written = same && holds(same) ? same : list.items.find(holds);
  return written ? { list, span: written.span } : null;
}

function orUnsaid(causes: readonly Cause[]): readonly Cause[] {
  return causes.length > 0 ? causes : [{ kind: "unsupported", construct: { kind: "choice-between-lists" } }];
}
