/**
 * `union`, `intersection` and `shallowMerge`:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-object#union
 */
import { all, any, type Truth } from "../../../logic/truth.ts";
import { findEntry, allUnseen, hideBehind } from "../../values/find-entry.ts";
import {
  type Dict,
  type DictEntry,
  equalValues,
  isDict,
  isList,
  type List,
  listOf,
  type Plain,
} from "../../values/plain.ts";
import {
  asSingle,
  type Cause,
  causesOr,
  distinctCauses,
  known,
  unknown,
  type Value,
} from "../../values/value.ts";
import { causesInside } from "../../values/scalars.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { comparisonCost, notSeen, overBudget, perOption, plainOf, type Single } from "./arguments.ts";

/** A call that says which items are the same. */
interface Comparing extends Call {
  readonly equal: (a: Value, b: Value) => Truth;
}

/** The same functions for languages in which the order of an object's keys means nothing. */
export const mergeOfSets = functionsWith(equalValues);

export const merge: Readonly<Record<string, TemplateFunction>> = {
  ...functionsWith(equalItems),
  shallowMerge: perOption(shallowMerge),
  union: perOption((values, call) =>
    values.length < 2 ? wrongArguments(call) : union(values, { ...call, equal: equalItems }),
  ),
};

function functionsWith(equal: Comparing["equal"]): Readonly<Record<string, TemplateFunction>> {
  return {
    intersection: perOption((values, call) => intersection(values, { ...call, equal })),
    distinct: perOption((values, call) => union(values, { ...call, equal })),
    union: perOption((values, call) => union(values, { ...call, equal })),
  };
}

/** Lists are joined without repetition, objects merged recursively; later ones win. */
function union(values: readonly Single[], call: Comparing): Value {
  const plains = values.map(plainOf).filter((plain) => plain !== undefined);
  if (plains.length > 0 && plains.every(isList)) return unionOfLists(values, call);
  if (plains.length > 0 && plains.every(isDict)) return mergeAll(values, call, "deep");
  return notSeen(call, values);
}

/** One list of objects; nested objects are replaced as a whole. */
function shallowMerge(values: readonly Single[], call: Call): Value {
  const list = plainOf(values[0]);
  if (list === undefined || !isList(list) || list.open.length > 0) return notSeen(call, values);
  return mergeAll(list.items.map(asSingle), call, "shallow");
}

function unionOfLists(values: readonly Single[], call: Comparing): Value {
  const items: Value[] = [];
  const open: Cause[] = [];
  const seen = new Set<Plain>();
  const others: Value[] = [];
  for (const value of values) {
    const list = plainOf(value);
    if (value.kind === "unknown") open.push(...value.because);
    if (list === undefined || !isList(list)) continue;
    open.push(...list.open);
    for (const item of list.items) {
      if (isScalar(item) && seen.has(item.value)) continue;
      // The set distinguishes scalars; only other values need to be compared one by one.
      const present = search(isScalar(item) ? others : items, item, call);
      if (present === null) return overBudget(call);
      if (present.truth === "yes") continue;
      // An item that may be there already counts as one, but of how many and where is no longer known.
      open.push(...present.because);
      if (isScalar(item)) seen.add(item.value);
      else others.push(item);
      items.push(item);
    }
  }
  return known(listOf(items, distinctCauses(open)), call.origin);
}

interface Found {
  readonly truth: Truth;
  /** Why it is not certain. */
  readonly because: readonly Cause[];
}

/** Whether an item is among others; null when that is too much work. */
function search(others: readonly Value[], item: Value, call: Comparing): Found | null {
  if (!call.spend(1 + others.length * comparisonCost(item))) return null;
  const answers = others.map((other) => call.equal(other, item));
  const truth = any(answers);
  if (truth !== "maybe") return { truth, because: [] };
  const like = others[answers.indexOf("maybe")];
  return { truth, because: [...causesInside(item), ...(like ? causesInside(like) : [])] };
}

/** As `union` and `intersection` compare: objects whose keys are in another order are others. */
function equalItems(a: Value, b: Value): Truth {
  const equal = equalValues(a, b);
  return equal === "yes" && !isInOneOrder(a, b) ? "no" : equal;
}

function isInOneOrder(a: Value, b: Value): boolean {
  if (a === b || a.kind !== "known" || b.kind !== "known" || a.value === null || b.value === null)
    return true;
  const [left, right] = [a.value, b.value];
  if (isList(left) && isList(right))
    return left.items.every((item, index) => isInOneOrder(item, right.items[index] ?? item));
  if (!isDict(left) || !isDict(right)) return true;
  const others = [...right.entries];
  return [...left.entries].every(([key, { value }], index) => {
    const [otherKey, other] = others[index] ?? [];
    return key === otherKey && (other === undefined || isInOneOrder(value, other.value));
  });
}

function isScalar(
  value: Value,
): value is Value & { readonly kind: "known"; readonly value: null | boolean | number | string } {
  return value.kind === "known" && (value.value === null || typeof value.value !== "object");
}

/** What objects are together. An object or list that meets a value of another kind fails the call, whatever replaces it later. */
function mergeAll(values: readonly Single[], call: Call, depth: "deep" | "shallow"): Value {
  return mergeAlike(values, call, depth) ?? wrongArguments(call);
}

/** Null if the call fails. */
function mergeAlike(values: readonly Single[], call: Call, depth: "deep" | "shallow"): Value | null {
  let merged: Dict = { kind: "dict", entries: new Map(), open: [], site: null };
  for (const value of values) {
    const plain = plainOf(value);
    if (value.kind === "known" && (plain === undefined || !isDict(plain))) return notSeen(call, values);
    const next = plain !== undefined && isDict(plain) ? plain : openDict(causesInside(value));
    if (!call.spend(1 + merged.entries.size + next.entries.size)) return overBudget(call);
    const both = mergeTwo(merged, next, call, depth);
    if (!both) return null;
    merged = both;
  }
  return known(merged, call.origin);
}

function openDict(open: readonly Cause[]): Dict {
  return { kind: "dict", entries: new Map(), open: causesOr(open, { kind: "unknown-object" }), site: null };
}

/** What an open dictionary may override is certainly there, with a value that is not known. */
function mergeTwo(first: Dict, second: Dict, call: Call, depth: "deep" | "shallow"): Dict | null {
  let entries = new Map(first.entries);
  hideBehind(second, entries);
  for (const [key, entry] of second.entries) {
    const before = findEntry(first, key);
    const value = depth === "deep" ? mergeValues(before?.value, entry.value, first, call) : entry.value;
    if (!value) return null;
    const name = (depth === "deep" ? before : findEntry({ ...first, entries }, key))?.key ?? key;
    entries = withEntry(entries, name, depth === "deep" ? key : name, { ...entry, value });
  }
  return { kind: "dict", entries, ...allUnseen([first, second]), site: null };
}

/** In a union the later spelling of a key takes the place of the earlier one. */
function withEntry(
  entries: Map<string, DictEntry>,
  before: string,
  key: string,
  entry: DictEntry,
): Map<string, DictEntry> {
  if (before === key) return entries.set(key, entry);
  return new Map([...entries].map((each) => (each[0] === before ? [key, entry] : each)));
}

/** Objects of one name are merged; where either may be an object that is not seen, so is the result. */
function mergeValues(before: Value | undefined, after: Value, first: Dict, call: Call): Value | null {
  if (!before && first.open.length === 0) return after;
  const base: Value = before ?? unknown(first.open, after.origin);
  // Null replaces nothing.
  if (after.kind === "known" && after.value === null) return base;
  if (before?.kind === "known" && after.kind === "known" && areUnlike(before.value, after.value)) return null;
  if (after.kind === "known" && !isDict(after.value)) return after;
  if (base.kind === "known" && (base.value === null || !isDict(base.value))) return after;
  const [left, right] = [asSingle(base), asSingle(after)];
  if (right.kind === "unknown") return right;
  if (!call.spend(1)) return overBudget(call);
  const merged = mergeAlike([left, right], call, "deep");
  return merged?.kind === "known" ? { ...merged, origin: after.origin } : merged;
}

function areUnlike(a: Plain, b: Plain): boolean {
  return a !== null && b !== null && (isDict(a) !== isDict(b) || isList(a) !== isList(b));
}

function intersection(values: readonly Single[], call: Comparing): Value {
  const plains = values.map(plainOf);
  if (plains.length > 0 && plains.every((plain) => plain !== undefined && isList(plain)))
    return commonItems(plains, call);
  if (plains.length > 0 && plains.every((plain) => plain !== undefined && isDict(plain))) {
    return commonEntries(plains, call);
  }
  return notSeen(call, values);
}

function commonItems(lists: readonly List[], call: Comparing): Value {
  const [first, ...others] = lists;
  const items: Value[] = [];
  const open = openBehind(lists);
  for (const item of first?.items ?? []) {
    const repeated = search(items, item, call);
    const found = others.map((list) => searchList(list, item, call));
    if (repeated === null || !found.every((each) => each !== null)) return overBudget(call);
    const within = all(found.map((each) => each.truth));
    if (within === "yes" && repeated.truth !== "yes") items.push(item);
    if (within === "maybe") open.push(...found.flatMap((each) => each.because));
  }
  return known(listOf(items, distinctCauses(open)), call.origin);
}

function searchList(list: List, item: Value, call: Comparing): Found | null {
  const found = search(list.items, item, call);
  return found?.truth === "no" && list.open.length > 0 ? { truth: "maybe", because: list.open } : found;
}

function commonEntries(dicts: readonly Dict[], call: Comparing): Value {
  const [first, ...others] = dicts;
  const entries = new Map<string, DictEntry>();
  const open = openBehind(dicts);
  for (const [key, entry] of first?.entries ?? []) {
    if (!call.spend(1 + others.length)) return overBudget(call);
    const within = all(
      others.map((dict) => {
        // Unlike elsewhere, the case of a key counts here.
        const other = dict.entries.get(key);
        if (other) return call.equal(other.value, entry.value);
        return dict.open.length > 0 ? "maybe" : "no";
      }),
    );
    if (within === "yes") entries.set(key, entry);
    if (within === "maybe") open.push(...dicts.flatMap((dict) => causesInside(known(dict, call.origin))));
  }
  return known({ kind: "dict", entries, open: distinctCauses(open), site: null }, call.origin);
}

/** Why there may be more than what is common to the items seen: those of the first that are not seen, unless another is empty. */
function openBehind(collections: readonly (List | Dict)[]): Cause[] {
  const size = (each: List | Dict): number => (each.kind === "list" ? each.items.length : each.entries.size);
  const isNone = collections.some((each) => each.open.length === 0 && size(each) === 0);
  return isNone ? [] : [...(collections[0]?.open ?? [])];
}
