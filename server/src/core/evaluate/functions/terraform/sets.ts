import { any, type Truth } from "../../../logic/truth.ts";
import { equalValues, isList, type List } from "../../values/plain.ts";
import { asSet } from "../../values/sets.ts";
import { unified } from "../../values/unified.ts";
import { type Cause, distinctCauses, known, type Value } from "../../values/value.ts";
import { causesInside } from "../../values/causes-inside.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { mergeOfSets } from "../arm/merge.ts";
import { isNullAmongCollections } from "./types.ts";
import { notSeen, overBudget, perOption, plainOf, type Single } from "../arm/arguments.ts";

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
