import { any, type Truth } from "../../../logic/truth.ts";
import { compareCodePoints } from "../../../text/compare.ts";
import { limits } from "../../../text/limits.ts";
import { itemOf } from "../../expressions/members.ts";
import { isList, type List, listOf } from "../../values/plain.ts";
import { unified, unifiedItems } from "../../values/unified.ts";
import { mayRepeat, orderOf } from "../../values/sets.ts";
import { asSingle, type Cause, causesOf, distinctCauses, known, type Value } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { containers } from "../arm/containers.ts";
import { mergeOfSets } from "../arm/merge.ts";
import {
  answer,
  comparisonCost,
  exact,
  notSeen,
  overBudget,
  perOption,
  plainOf,
  type Single,
} from "../arm/arguments.ts";
import { equalWithTypes } from "./numbers.ts";
import { lettersOf } from "./letters.ts";
import { toList } from "./types.ts";
import { isArray } from "../arm/json.ts";

/** Functions of lists and sets; those that Azure has too are the same. */
export const lists: Readonly<Record<string, TemplateFunction>> = {
  concat: perOption(concat),
  length: perOption(lengthOf),
  distinct: perOption(distinct),
  alltrue: perOption((values, call) => connect(values, call, "alltrue")),
  anytrue: perOption((values, call) => connect(values, call, "anytrue")),
  coalesce: perOption((values, call) => firstOf(unified(values) ?? [], call, isSomething)),
  coalescelist: perOption((values, call) => firstOf(values, call, isFilled)),
  compact: perOption(compact),
  contains: perOption(contains),
  element: perOption(element),
  flatten: perOption(flatten),
  index: perOption(index),
  one: perOption(one),
  range: exact(range),
  reverse: perOption((values, call) => rearrange(values, call, (items) => [...items].reverse())),
  slice: perOption(slice),
  sort: exact(([list]) =>
    isArray(list) && !list.includes(null) ? list.map(String).sort(compareCodePoints) : undefined,
  ),
};

function callOf(call: Call, values: readonly Single[]): Call {
  return { ...call, arguments: values };
}

/** A list made of the items of others: where their order is not known, neither is its own. */
function inOrderOf(values: readonly Single[], made: Value): Value {
  if (made.kind !== "known" || !isList(made.value)) return made;
  const list = made.value;
  return { ...made, value: { ...list, ...orderOf(values.map(listIn), list.items) } };
}

/** Items get one type before they are compared: `distinct([1, "1"])` is `["1"]`. */
function distinct(values: readonly Single[], call: Call): Value {
  const list = asSingle(toList(values, call));
  return inOrderOf(values, mergeOfSets["union"]?.(callOf(call, [list])) ?? wrongArguments(call));
}

/** Lists of several types become one of a common type. With a tuple among them, it is a tuple. */
function concat(values: readonly Single[], call: Call): Value {
  const lists = values.map(listIn);
  const areOfOneType = lists.every((list) => list?.isOfOneType === true);
  const isTuple = !areOfOneType && lists.every((list) => list?.isOfOneType !== undefined);
  const made = containers["concat"]?.(callOf(call, values)) ?? wrongArguments(call);
  if (made.kind !== "known" || !isList(made.value) || (!areOfOneType && !isTuple))
    return inOrderOf(values, made);
  const items = areOfOneType ? unifiedItems(made.value.items, made.value.open) : made.value.items;
  return inOrderOf(values, {
    ...made,
    value: { ...made.value, items: items ?? made.value.items, isOfOneType: areOfOneType },
  });
}

/** What is not known of a set may be one of its other items. */
function lengthOf(values: readonly Single[], call: Call): Value {
  const list = listIn(values[0]);
  const text = plainOf(values[0]);
  if (typeof text === "string") return known(lettersOf(text).length, call.origin);
  return list?.isSet && mayRepeat(list)
    ? notSeen(call, values)
    : (containers["length"]?.(callOf(call, values)) ?? wrongArguments(call));
}

function listIn(value: Single | undefined): List | null {
  const plain = plainOf(value);
  return plain !== undefined && isList(plain) ? plain : null;
}

/** Items are converted to booleans. To `alltrue`, null is false; `anytrue` passes it over. */
function connect(values: readonly Single[], call: Call, how: "alltrue" | "anytrue"): Value {
  const list = listIn(values[0]);
  if (!list) return notSeen(call, values);
  const deciding = how === "anytrue";
  const seen = list.items.map((item) => (item.kind === "known" ? (item.value ?? false) : undefined));
  if (seen.includes(deciding)) return known(deciding, call.origin);
  const certain = list.open.length === 0 && seen.every((each) => typeof each === "boolean");
  return certain ? known(!deciding, call.origin) : notSeen(call, values);
}

/** The first of which the test says yes; what may be one before it hides it. */
function firstOf<T extends Value>(values: readonly T[], call: Call, test: (value: T) => Truth): Value {
  for (const value of values) {
    const truth = test(value);
    if (truth === "yes") return value;
    if (truth === "maybe") return notSeen(call, [value]);
  }
  return wrongArguments(call);
}

function isSomething(value: Value): Truth {
  if (value.kind !== "known")
    return value.kind === "unknown" && (value.shape?.least ?? 0) > 0 ? "yes" : "maybe";
  return value.value === null || value.value === "" ? "no" : "yes";
}

function isFilled(value: Single): Truth {
  const list = listIn(value);
  if (!list) return value.kind === "unknown" ? "maybe" : "no";
  return list.items.length > 0 ? "yes" : list.open.length > 0 ? "maybe" : "no";
}

/** Null and the empty string go; what is not known may go. */
function compact(values: readonly Single[], call: Call): Value {
  const list = listIn(values[0]);
  if (!list) return notSeen(call, values);
  const open: Cause[] = [...list.open];
  const items = list.items.filter((item) => {
    if (item.kind === "known") return item.value !== null && item.value !== "";
    open.push(...causesOf(item));
    return false;
  });
  return inOrderOf(values, known(listOf(items, distinctCauses(open)), call.origin));
}

function contains(values: readonly Single[], call: Call): Value {
  const [, sought] = values;
  const list = listIn(values[0]);
  if (!list || !sought) return notSeen(call, values);
  const seen = lookFor(sought, list, call);
  if (!seen) return overBudget(call);
  const found = any(seen);
  return answer(found === "no" && list.open.length > 0 ? "maybe" : found, values, call);
}

/** Whether items are what is sought, up to the first that certainly is; null where comparing is beyond the budget. */
function lookFor(sought: Value, { items }: List, call: Call): readonly Truth[] | null {
  const seen: Truth[] = [];
  for (const item of items) {
    if (!call.spend(comparisonCost(sought))) return null;
    const same = equalWithTypes(item, sought);
    seen.push(same);
    if (same === "yes") break;
  }
  return seen;
}

/** The position counts around: `element(["a", "b"], 2)` is the first. */
function element(values: readonly Single[], call: Call): Value {
  const list = listIn(values[0]);
  const at = plainOf(values[1]);
  if (!list || typeof at !== "number" || list.open.length > 0) return notSeen(call, values);
  if (list.items.length === 0) return wrongArguments(call);
  const position = ((at % list.items.length) + list.items.length) % list.items.length;
  return itemOf(known(list, call.origin), position, { safe: false, fromEnd: false }, call.origin);
}

/** All levels are taken away. */
function flatten(values: readonly Single[], call: Call): Value {
  const outer = listIn(values[0]);
  if (!outer) return notSeen(call, values);
  const items: Value[] = [];
  const open: Cause[] = [];
  const within: List[] = [];
  const addAll = (list: List, depth: number): void => {
    open.push(...list.open);
    within.push(list);
    for (const item of list.items) {
      if (items.length >= limits.items || depth > limits.expressionDepth || !call.spend(1)) {
        open.push({ kind: "budget", limit: items.length >= limits.items ? "items" : "steps" });
        return;
      }
      if (item.kind !== "known") open.push(...orUnseen(causesOf(item)));
      else if (isList(item.value)) addAll(item.value, depth + 1);
      else items.push(item);
    }
  };
  addAll(outer, 0);
  return known({ ...listOf(items, distinctCauses(open)), ...orderOf(within, items) }, call.origin);
}

function orUnseen(causes: readonly Cause[]): readonly Cause[] {
  return causes.length > 0 ? causes : [{ kind: "unsupported", construct: { kind: "list-in-list" } }];
}

function index(values: readonly Single[], call: Call): Value {
  const [, sought] = values;
  const list = listIn(values[0]);
  if (!list || !sought || list.open.length > 0 || list.unordered) return notSeen(call, values);
  const found = lookFor(sought, list, call);
  if (!found) return overBudget(call);
  const at = found.findIndex((each) => each !== "no");
  if (at < 0) return wrongArguments(call);
  return found[at] === "yes" ? known(at, call.origin) : answer("maybe", values, call);
}

function one(values: readonly Single[], call: Call): Value {
  const list = listIn(values[0]);
  if (plainOf(values[0]) === null) return known(null, call.origin);
  if (!list || list.open.length > 0) return notSeen(call, values);
  const [first, second] = list.items;
  return second ? wrongArguments(call) : (first ?? known(null, call.origin));
}

function range(values: readonly unknown[]): readonly number[] | undefined {
  const numbers = values.filter((each) => typeof each === "number");
  if (numbers.length !== values.length || numbers.length === 0) return undefined;
  const [start, end, step] = numbers.length === 1 ? [0, numbers[0] ?? 0] : numbers;
  const by = step ?? ((start ?? 0) <= (end ?? 0) ? 1 : -1);
  const result: number[] = [];
  if (by === 0) return undefined;
  for (let at = start ?? 0; by > 0 ? at < (end ?? 0) : at > (end ?? 0); at += by) {
    // https://developer.hashicorp.com/terraform/language/functions/range
    if (result.length >= 1024) return undefined;
    result.push(at);
  }
  return result;
}

function rearrange(
  values: readonly Single[],
  call: Call,
  order: (items: readonly Value[]) => readonly Value[],
): Value {
  const list = listIn(values[0]);
  return list
    ? inOrderOf(values, known(listOf(order(list.items), list.open), call.origin))
    : notSeen(call, values);
}

function slice(values: readonly Single[], call: Call): Value {
  const list = listIn(values[0]);
  const [, start, end] = values.map(plainOf);
  if (!list || list.open.length > 0 || list.unordered || typeof start !== "number" || typeof end !== "number")
    return notSeen(call, values);
  if (start < 0 || end > list.items.length || start > end) return wrongArguments(call);
  return known(listOf(list.items.slice(start, end)), call.origin);
}
