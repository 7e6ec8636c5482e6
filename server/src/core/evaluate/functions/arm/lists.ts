/**
 * Functions of lists:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-array
 */
import { foldName } from "../../../text/fold.ts";
import { limits } from "../../../text/limits.ts";
import { itemOf } from "../../expressions/members.ts";
import { equalValues, isList, type List, listOf } from "../../values/plain.ts";
import { known, type Value } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { answer, comparisonCost, notSeen, overBudget, perOption, plainOf, type Single } from "./arguments.ts";
import { concatLists } from "./containers.ts";
import { isTextual, headOf } from "./texts.ts";

export const lists: Readonly<Record<string, TemplateFunction>> = {
  array: perOption(array),
  createArray: (call) => known(listOf(call.arguments), call.origin),
  flatten: perOption(flatten),
  indexFromEnd: perOption((values, call) => fromEnd(values, call)),
  indexOf: perOption((values, call) => position(values, call, "first")),
  lastIndexOf: perOption((values, call) => position(values, call, "last")),
  range: perOption(range),
};

/** A list stays; anything else becomes the only item. */
function array(values: readonly Single[], call: Call): Value {
  const [value] = values;
  if (!value || value.kind === "unknown") return notSeen(call, values);
  return isList(value.value) ? value : known(listOf([value]), call.origin);
}

/** One level is taken away. */
function flatten(values: readonly Single[], call: Call): Value {
  const outer = plainOf(values[0]);
  if (outer === undefined || !isList(outer)) return notSeen(call, values);
  return concatLists(outer.items, call, outer.open, { kind: "list-in-list" });
}

function fromEnd(values: readonly Single[], call: Call): Value {
  const [list] = values;
  const index = plainOf(values[1]);
  if (!list || typeof index !== "number" || index < 1) return notSeen(call, values);
  return itemOf(list, index, { safe: false, fromEnd: true }, call.origin);
}

/** Ignores case in strings; uses equality in lists. -1 if there is none. */
function position(values: readonly Single[], call: Call, which: "first" | "last"): Value {
  const [container, sought] = values.map(plainOf);
  const [, part] = values;
  if (isTextual(container)) {
    if (typeof sought !== "string") return notSeen(call, values);
    return positionInText(typeof container === "string" ? container : headOf(container), foldName(sought));
  }
  const list = container !== undefined && isList(container) && container.open.length === 0 ? container : null;
  return list && part ? positionInList(list, part, values, call, which) : notSeen(call, values);

  function positionInText(text: string, word: string): Value {
    const folded = foldName(text);
    // The last place of nothing is that of the last character.
    const from = word === "" ? Math.max(0, text.length - 1) : text.length;
    const at = which === "first" ? folded.indexOf(word) : folded.lastIndexOf(word, from);
    const certain = typeof container === "string" || (which === "first" && at >= 0);
    return certain ? known(at, call.origin) : notSeen(call, values);
  }
}

function positionInList(
  list: List,
  part: Single,
  values: readonly Single[],
  call: Call,
  which: "first" | "last",
): Value {
  if (!call.spend(list.items.length * comparisonCost(part))) return overBudget(call);
  const found = list.items.map((item) => equalValues(item, part));
  const at =
    which === "first"
      ? found.findIndex((each) => each !== "no")
      : found.findLastIndex((each) => each !== "no");
  return at < 0 || found[at] === "yes" ? known(at, call.origin) : answer("maybe", values, call);
}

/** `range(start, count)`. */
function range(values: readonly Single[], call: Call): Value {
  const [start, count] = values.map(plainOf);
  if (typeof start !== "number" || typeof count !== "number" || count < 0) return notSeen(call, values);
  if (start < -2147483648 || start + count > 2147483647) return wrongArguments(call);
  const fits = Math.min(count, limits.items);
  if (!call.spend(fits)) return overBudget(call);
  const items = Array.from({ length: fits }, (_, index) => known(start + index, call.origin));
  return known(listOf(items, fits < count ? [{ kind: "budget", limit: "items" }] : []), call.origin);
}
