import { entryOf, hiddenAt, findEntry } from "../../evaluate/values/find-entry.ts";
import {
  type Dict,
  isDict,
  isList,
  isText,
  type List,
  type Plain,
  samePlain,
} from "../../evaluate/values/plain.ts";
import type { Wrapped } from "../../evaluate/types.ts";
import { symbolOf } from "../../evaluate/values/symbol.ts";
import {
  type Absent,
  type Cause,
  causesOf,
  choose,
  type Hop,
  hops,
  known,
  type OneOf,
  type Origin,
  unknown,
  type Value,
  writtenAt,
} from "../../evaluate/values/value.ts";
import type { DictionaryExpression, ListExpression } from "../../template/expression.ts";
import type { Reference } from "../../template/reference.ts";
import { isWrittenDictionary, type Written, type ItemSlot, type Slot } from "../../template/written.ts";
import { contains, type Span } from "../../text/document.ts";
import type { Field, FieldSchema, Item, ListField, ListSchema } from "./field.ts";

/** Reads one property of what a resource writes; `near` is where to point when nothing is written. */
export function readField<T>(body: Value, schema: FieldSchema<T>, near: Span): Field<T> {
  const place = placeOf(body, schema, near);
  return {
    value: decoded(place.value, schema),
    slot: slotOf(place),
    through: place.through,
    ...spelled(place),
    encode: schema.encode,
  };
}

/** What is written under a former name counts where the present one is not there. */
function placeOf<T>(body: Value, { path, former }: FieldSchema<T>, near: Span): Place {
  const place = walk(body, path, near);
  const before = former && place.value.kind === "absent" ? walk(body, former, near) : place;
  return before.value.kind === "absent" ? place : before;
}

/** Reads a list property. A value that may be one of several lists counts as unknown; null counts as not written. */
export function readList<T>(body: Value, schema: ListSchema<T>, near: Span): ListField<T> {
  const place = walk(body, schema.path, near);
  const { value } = place;
  const isNull = value.kind === "known" && value.value === null;
  if (value.kind === "absent" || isNull) return withoutItems(place, schema, "absent", []);
  if (value.kind !== "known" || !isList(value.value))
    return withoutItems(
      place,
      schema,
      "unknown",
      value.kind === "known" ? [wrongKind] : orUnsaid(causesOf(value)),
    );
  const list = value.value;
  const wraps = wrappedIn(list, schema.item);
  const passed = [...place.through, ...hops(value.origin)];
  const through = wraps ? [...passed, ...hops(wraps.origin)] : passed;
  const items = list.items.map((item, index) => readItem(item, index, { list, wraps }, schema.item, through));
  const state = list.open.length > 0 && items.length === 0 ? "unknown" : "written";
  const site = wraps ? wraps.list.site : list.site;
  const encode = wraps ? encodeWithin(schema, wraps) : schema.item.encode;
  return { state, items, open: list.open, slot: slotOf(place), through, ...spelled(place), site, encode };
}

function spelled({ spellings }: Place): Pick<Place, "spellings"> {
  return spellings === undefined ? {} : { spellings };
}

function withoutItems<T>(
  place: Place,
  { item: { encode } }: ListSchema<T>,
  state: "absent" | "unknown",
  open: readonly Cause[],
): ListField<T> {
  const { through } = place;
  return { state, items: [], open, slot: slotOf(place), through, ...spelled(place), site: null, encode };
}

function encodeWithin<T>({ item }: ListSchema<T>, { path }: Wrapped): ListField<T>["encode"] {
  return (value) => withinItem(item.encode(value), path);
}

/** The list to which items are added instead, if a loop makes of each one what the schema takes. */
function wrappedIn<T>({ wraps }: List, { path }: FieldSchema<T>): Wrapped | null {
  if (!wraps) return null;
  const isPlain = wraps.path.length === 0;
  return isPlain || wraps.path.join(".") === path.join(".") ? wraps : null;
}

const wrongKind: Cause = { kind: "failure", reason: { kind: "value-not-list" } };

/** Where a walk along a path has come to; each step changes it, since every property is read through here. */
interface Place {
  value: Value | Absent;
  into: DictionaryExpression | null;
  readonly path: readonly string[];
  /** How many of the path's last keys lead from there to the field. */
  keys: number;
  entry: Span | null;
  key: Span | null;
  near: Span;
  through: readonly Hop[];
  spellings?: string;
  /** That of the object around it, for what a function made. */
  world?: Dict["world"];
}

const noHops: readonly Hop[] = [];

function walk(body: Value, path: readonly string[], near: Span): Place {
  const place: Place = {
    value: body,
    into: null,
    path,
    keys: 0,
    entry: null,
    key: null,
    near,
    through: noHops,
  };
  for (const key of path) step(place, key);
  return place;
}

function step(place: Place, key: string): void {
  const value = onlyBlock(place.value);
  if (value.kind === "known" && isDict(value.value)) {
    intoDict(place, value.value, value.origin, key);
    return;
  }
  place.keys++;
  place.entry = null;
  if (value.kind === "absent") place.value = value;
  else if (value.kind === "known") place.value = belowPlain(value.value, key, place.near, value.origin.span);
  else {
    place.into = null;
    place.value = value.kind === "unknown" ? unknownBelow(value, key) : belowChoice(value, key);
  }
}

function belowChoice({ options, because, origin }: OneOf, key: string): Value {
  const alternatives = options.map((option) => memberOrNull(option.value, key, option.origin.span));
  return choose(alternatives, because, origin, samePlain);
}

/** Where Terraform takes one block of a type, the list of all of them is that one; of none, nothing is written. */
function onlyBlock(value: Value | Absent): Value | Absent {
  if (value.kind !== "known" || !isList(value.value) || value.value.site?.blocks !== true) return value;
  const { items, open } = value.value;
  const [first] = items;
  if (first && open.length === 0) return first;
  return open.length > 0 ? unknown(open, value.origin) : { kind: "absent", within: value.origin.span };
}

function intoDict(place: Place, dict: Dict, origin: Origin, key: string): void {
  place.world = dict.world ?? place.world;
  const entry = entryOf(dict, key, place.world);
  if (dict.site) place.near = dict.site.span;
  place.value = entry ? entry.value : hiddenOrAbsent(dict, key, place.near);
  place.into = dict.site;
  place.keys = 1;
  place.entry = entry ? entry.span : null;
  if (entry) place.key = entry.keySpan;
  if (entry?.spellings !== undefined) place.spellings = entry.spellings;
  if (origin.from) place.through = [...place.through, ...hops(origin)];
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
  const found = entryOf(plain, key);
  if (found) return found.value;
  const because = hiddenAt(plain, key);
  return because.length > 0 ? unknown(because, { span: at }) : known(null, { span: at });
}

function slotOf({ into, path, keys, entry, key, near }: Place): Slot {
  return { into, path: keys === path.length ? path : path.slice(-keys), entry, key, near };
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
  if (typeof plain === "object" && plain?.kind === "text")
    return plain.parts.flatMap((part) => (typeof part === "string" ? [] : part.because));
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

/** Whether there is, or may be, something at the end of a path. */
export function isPerhapsWritten(body: Value, path: readonly string[]): boolean {
  let at = body;
  for (const key of path) {
    if (at.kind !== "known" || !isDict(at.value)) return at.kind !== "known";
    const found = findEntry(at.value, key);
    if (!found) return hiddenAt(at.value, key).length > 0;
    at = found.value;
  }
  if (at.kind !== "known") return true;
  return isList(at.value) ? at.value.items.length > 0 || at.value.open.length > 0 : at.value !== null;
}
