/**
 * Functions that take a lambda:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-lambda
 */
import { addTo } from "../../../logic/grouped.ts";
import {
  type Dict,
  type DictEntry,
  isDict,
  isList,
  type Lambda,
  type List,
  listOf,
} from "../../values/plain.ts";
import { type Cause, distinctCauses, known, unknown, type Value } from "../../values/value.ts";
import { causesInside } from "../../values/scalars.ts";
import { foldName } from "../../../text/fold.ts";
import { hideBehind, computedEntry } from "../../values/find-entry.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { notSeen, overBudget, perOption, plainOf, type Single } from "./arguments.ts";

export const lambdas: Readonly<Record<string, TemplateFunction>> = {
  filter: overList(filter),
  groupBy: overList(groupBy),
  map: overList(map),
  mapValues: perOption(mapValues),
  reduce: perOption(reduce),
  sort: overList(sort),
  toObject: overList(toObject),
};

type OverList = (list: List, lambda: Lambda, call: Call, values: readonly Single[]) => Value;

function overList(evaluate: OverList): TemplateFunction {
  return perOption((values, call) => {
    const list = plainOf(values[0]);
    const lambda = lambdaOf(values[1]);
    if (list === undefined || !isList(list) || !lambda) return notSeen(call, values);
    return call.spend(list.items.length) ? evaluate(list, lambda, call, values) : overBudget(call);
  });
}

function lambdaOf(value: Single | undefined): Lambda | null {
  const plain = plainOf(value);
  return typeof plain === "object" && plain?.kind === "lambda" ? plain : null;
}

/** An item and its position, which is not known in an open list. */
function elementArguments(list: List, item: Value, index: number, call: Call): readonly Value[] {
  return [item, list.open.length > 0 ? unknown(list.open, call.origin) : known(index, call.origin)];
}

function map(list: List, lambda: Lambda, call: Call): Value {
  const items = list.items.map((item, index) =>
    call.apply(lambda, elementArguments(list, item, index, call)),
  );
  return known(listOf(items, list.open), call.origin);
}

/** Items of which it is not known whether they stay make the list open. */
function filter(list: List, lambda: Lambda, call: Call): Value {
  const open: Cause[] = [...list.open];
  const wrong: Value[] = [];
  const items = list.items.filter((item, index) => {
    const keep = call.apply(lambda, elementArguments(list, item, index, call));
    if (keep.kind !== "known") open.push(...orUnsupported(causesInside(keep), call));
    else if (typeof keep.value !== "boolean") wrong.push(keep);
    return keep.kind === "known" && keep.value === true;
  });
  return wrong.length > 0 ? wrongArguments(call) : known(listOf(items, distinctCauses(open)), call.origin);
}

function reduce(values: readonly Single[], call: Call): Value {
  const [source, initial] = values;
  const list = plainOf(source);
  const lambda = lambdaOf(values[2]);
  const closed = list !== undefined && isList(list) && list.open.length === 0;
  if (!closed || !lambda || !initial) return notSeen(call, values);
  if (!call.spend(list.items.length)) return overBudget(call);
  let result: Value = initial;
  for (const [index, item] of list.items.entries())
    result = call.apply(lambda, [result, item, known(index, call.origin)]);
  return result;
}

/** A list in an unknown order is open: its items are at unknown positions. */
function sort(list: List, lambda: Lambda, call: Call): Value {
  const open: Cause[] = [...list.open];
  const wrong: Value[] = [];
  const isBefore = (a: Value, b: Value): boolean => {
    const before = call.apply(lambda, [a, b]);
    if (before.kind !== "known") open.push(...orUnsupported(causesInside(before), call));
    else if (typeof before.value !== "boolean") wrong.push(before);
    return before.kind === "known" && before.value === true;
  };
  // Equal items, each of which `<=` puts before the other, keep their order.
  const sorted = mergeSort(list.items, (a, b) => isBefore(a, b) && !isBefore(b, a));
  if (wrong.length > 0) return wrongArguments(call);
  return known(listOf(sorted, distinctCauses(open)), call.origin);
}

/** Stable, and at ease with a comparison that contradicts itself. */
function mergeSort(items: readonly Value[], before: (a: Value, b: Value) => boolean): readonly Value[] {
  if (items.length < 2) return items;
  const middle = items.length >> 1;
  const left = [...mergeSort(items.slice(0, middle), before)].reverse();
  const right = [...mergeSort(items.slice(middle), before)].reverse();
  const result: Value[] = [];
  for (let [a, b] = [left.at(-1), right.at(-1)]; a ?? b; [a, b] = [left.at(-1), right.at(-1)]) {
    const next = a && b ? (before(b, a) ? right : left) : a ? left : right;
    const item = next.pop();
    if (item) result.push(item);
  }
  return result;
}

function toObject(list: List, lambda: Lambda, call: Call, values: readonly Single[]): Value {
  const valueOf = lambdaOf(values[2]);
  if (values.length > 2 && !valueOf) return notSeen(call, values);
  const entries = new Map<string, DictEntry>();
  const folded = new Set<string>();
  const open: Cause[] = [...list.open];
  for (const item of list.items) {
    const value = valueOf ? call.apply(valueOf, [item]) : item;
    const key = keyOf(call.apply(lambda, [item]), open, call);
    if (key === null) hideBehind({ open }, entries);
    else {
      // Keys that are equal without case fail.
      if (folded.has(foldName(key))) return wrongArguments(call);
      folded.add(foldName(key));
      entries.set(key, computedEntry(value));
    }
  }
  if (list.open.length > 0 && !keepsKeys(list, lambda)) hideBehind(list, entries);
  return dictionary(entries, open, call);
}

/** What is not seen of an object's entries has other keys than what is, as long as each of them keeps its own. */
function keepsKeys({ isOfEntries }: List, { expression: { parameters, body } }: Lambda): boolean {
  const isOwnKey = body.kind === "member" && body.name.toLowerCase() === "key";
  return (
    isOfEntries === true && isOwnKey && body.target.kind === "name" && body.target.name === parameters[0]
  );
}

function groupBy(list: List, lambda: Lambda, call: Call): Value {
  const groups = new Map<string, Value[]>();
  // Keys that differ only in case are one, under the first spelling.
  const spelled = new Map<string, string>();
  const open: Cause[] = [...list.open];
  for (const [index, item] of list.items.entries()) {
    const key = keyOf(call.apply(lambda, elementArguments(list, item, index, call)), open, call);
    if (key === null) continue;
    const name = spelled.get(foldName(key)) ?? key;
    spelled.set(foldName(key), name);
    addTo(groups, name, item);
  }
  const entries = new Map<string, DictEntry>();
  for (const [key, items] of groups) {
    // An item of unknown key may belong to any group.
    entries.set(key, computedEntry(known(listOf(items, distinctCauses(open)), call.origin)));
  }
  return dictionary(entries, open, call);
}

function keyOf(value: Value, open: Cause[], call: Call): string | null {
  if (value.kind === "known" && typeof value.value === "string") return value.value;
  open.push(...orUnsupported(causesInside(value), call));
  return null;
}

function mapValues(values: readonly Single[], call: Call): Value {
  const dict = plainOf(values[0]);
  const lambda = lambdaOf(values[1]);
  if (dict === undefined || !isDict(dict) || !lambda) return notSeen(call, values);
  if (!call.spend(dict.entries.size)) return overBudget(call);
  const entries = new Map<string, DictEntry>();
  for (const [key, entry] of dict.entries) entries.set(key, computedEntry(call.apply(lambda, [entry.value])));
  return dictionary(entries, dict.open, call);
}

function dictionary(entries: ReadonlyMap<string, DictEntry>, open: readonly Cause[], call: Call): Value {
  const dict: Dict = { kind: "dict", entries, open: distinctCauses(open), site: null };
  return known(dict, call.origin);
}

function orUnsupported(causes: readonly Cause[], call: Call): readonly Cause[] {
  return causes.length > 0
    ? causes
    : [{ kind: "unsupported", construct: { kind: "this-call", name: call.name } }];
}
