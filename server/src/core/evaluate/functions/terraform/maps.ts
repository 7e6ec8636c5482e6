import { amongEntries } from "../../values/among.ts";
import { compareCodePoints } from "../../../text/compare.ts";
import { memberOf } from "../../expressions/members.ts";
import { type Dict, dictOf, equalValues, isDict, isList, type List, listOf } from "../../values/plain.ts";
import { asScalar, causesInside } from "../../values/scalars.ts";
import { unified, valuesOf } from "../../values/unified.ts";
import { type Cause, distinctCauses, isFailure, known, unknown, type Value } from "../../values/value.ts";
import { allUnseen, hiddenAt, hideBehind } from "../../values/find-entry.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { notSeen, overBudget, perOption, plainOf, type Single } from "../arm/arguments.ts";
import { any, type Truth } from "../../../logic/truth.ts";
import { asSet } from "../../values/sets.ts";
import { mergeOfSets } from "../arm/merge.ts";
import { isNullAmongCollections } from "./types.ts";

/**
 * Functions of maps and objects: https://developer.hashicorp.com/terraform/language/functions/merge and related
 * functions
 */
export const maps: Readonly<Record<string, TemplateFunction>> = {
  keys: perOption((values, call) => listEntries(values, call, (key) => known(key, call.origin))),
  values: perOption((values, call) => listEntries(values, call, (_, value) => value)),
  lookup: perOption(lookup),
  merge: perOption(merge),
  zipmap: perOption(zipmap),
};

/** In the order of the keys. */
function listEntries(
  values: readonly Single[],
  call: Call,
  take: (key: string, value: Value) => Value,
): Value {
  const dict = plainOf(values[0]);
  if (dict === undefined || !isDict(dict)) return notSeen(call, values);
  if (!call.spend(dict.entries.size)) return overBudget(call);
  const keys = [...dict.entries.keys()].sort(compareCodePoints);
  const items = keys.flatMap((key) => {
    const entry = dict.entries.get(key);
    return entry ? [take(key, entry.value)] : [];
  });
  return known(listOf(items, dict.open), call.origin);
}

function lookup(values: readonly Single[], call: Call): Value {
  const [map, key, fallback] = values;
  const name = plainOf(key);
  const dict = plainOf(map);
  if (!map || typeof name !== "string")
    return amongEntries(notSeen(call, values), map, fallback ? [fallback] : []);
  if (dict === undefined) return memberOf(map, name, false, call.origin);
  if (!isDict(dict)) return wrongArguments(call);
  const other = fallback && dict.isOfOneType ? ofTypeOf(fallback, dict, call) : fallback;
  if (other && other !== fallback && isFailure(other)) return other;
  const written = dict.entries.get(name);
  if (written) return written.value;
  const because = hiddenAt(dict, name);
  if (because.length > 0) return unknown(because, call.origin);
  return other ?? wrongArguments(call);
}

/** The fallback has the type of the values. */
function ofTypeOf(fallback: Single, dict: Dict, call: Call): Value {
  const type = valuesOf(dict).map((value) => (value.kind === "known" ? typeof value.value : "unknown"))[0];
  return type === "string" || type === "number"
    ? asScalar(fallback, type, () => wrongArguments(call))
    : fallback;
}

/** Later ones win, entry by entry; null counts as empty. */
function merge(values: readonly Single[], call: Call): Value {
  let merged: Dict = { kind: "dict", entries: new Map(), open: [], site: null };
  for (const value of values) {
    const plain = plainOf(value);
    if (plain === null) continue;
    if (plain !== undefined && !isDict(plain)) return wrongArguments(call);
    const next: Dict = plain ?? {
      kind: "dict",
      entries: new Map(),
      open: orUnseen(causesInside(value)),
      site: null,
    };
    if (!call.spend(1 + merged.entries.size + next.entries.size)) return overBudget(call);
    merged = over(merged, next);
  }
  return known(merged, call.origin);
}

function over(first: Dict, second: Dict): Dict {
  const entries = new Map(first.entries);
  hideBehind(second, entries);
  for (const [key, entry] of second.entries) entries.set(key, entry);
  return { kind: "dict", entries, ...allUnseen([first, second]), site: null };
}

function orUnseen(causes: readonly Cause[]): readonly Cause[] {
  return causes.length > 0 ? causes : [{ kind: "unsupported", construct: { kind: "unknown-map" } }];
}

function zipmap(values: readonly Single[], call: Call): Value {
  const [keys, items] = values.map(plainOf);
  if (keys === undefined || !isList(keys) || items === undefined || !isList(items))
    return notSeen(call, values);
  if (keys.open.length + items.open.length > 0 || keys.unordered || items.unordered)
    return notSeen(call, values);
  if (keys.items.length !== items.items.length) return wrongArguments(call);
  const pairs: (readonly [string, Value])[] = [];
  for (const [index, key] of keys.items.entries()) {
    const value = items.items[index];
    if (key.kind !== "known" || typeof key.value !== "string" || !value) return notSeen(call, values);
    pairs.push([key.value, value]);
  }
  return known(dictOf(pairs), call.origin);
}

/** https://developer.hashicorp.com/terraform/language/functions/setunion and related functions */
export const sets: Readonly<Record<string, TemplateFunction>> = {
  setunion: asSets(mergeOfSets["union"]),
  setintersection: asSets(mergeOfSets["intersection"]),
  setsubtract: asSets(perOption(subtract)),
};

function asSets(implementation: TemplateFunction | undefined): TemplateFunction {
  return (call) => {
    const typed = unified(call.arguments.map(marked));
    const items = typed?.flatMap((each) =>
      each.kind === "known" && isList(each.value) ? each.value.items : [],
    );
    if (!typed || !items || isNullAmongCollections(items)) return wrongArguments(call);
    const value = implementation?.({ ...call, arguments: typed }) ?? notSeen(call, []);
    return value.kind === "known" && isList(value.value) ? { ...value, value: asSet(value.value) } : value;
  };
}

/** As a set, so that the items of all have one type. */
function marked(value: Value): Value {
  return value.kind === "known" && isList(value.value)
    ? { ...value, value: { ...value.value, isSet: true } }
    : value;
}

/** The items of the first that are surely not in the second; those that may be are left open. */
function subtract(values: readonly Single[], call: Call): Value {
  const [from, gone] = values.map(plainOf);
  if (from === undefined || !isList(from) || gone === undefined || !isList(gone))
    return notSeen(call, values);
  if (!call.spend(1 + from.items.length * gone.items.length)) return overBudget(call);
  const open: Cause[] = [...from.open];
  const items = from.items.filter((item) => {
    const truth = isAmong(item, gone);
    if (truth === "maybe")
      open.push(...causesInside(item), ...gone.open, ...gone.items.flatMap(causesInside));
    return truth === "no";
  });
  return known({ kind: "list", items, open: distinctCauses(open), site: null }, call.origin);
}

function isAmong(item: Value, list: List): Truth {
  const found = any(list.items.map((other) => equalValues(item, other)));
  return found === "no" && list.open.length > 0 ? "maybe" : found;
}
