/**
 * Functions that take strings, lists and objects alike:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-array,
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-object.
 */
import { any } from "../../../logic/truth.ts";
import type { Construct } from "../../../template/construct.ts";
import { foldName } from "../../../text/fold.ts";
import { limits } from "../../../text/limits.ts";
import { itemOf } from "../../expressions/members.ts";
import { findEntry, hiddenAt } from "../../values/find-entry.ts";
import { equalValues, isDict, isList, type List, listOf, partsOf, type Text } from "../../values/plain.ts";
import { shapeOfAll } from "../../values/shape.ts";
import { textPieces } from "../../values/symbol.ts";
import { type Cause, causesOr, distinctCauses, known, type Value } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { answer, comparisonCost, notSeen, overBudget, perOption, plainOf, type Single } from "./arguments.ts";
import { isFraction } from "./json.ts";
import { cut, headOf, isTextual, joined, tailOf, textIn } from "./texts.ts";

export const lists: Readonly<Record<string, TemplateFunction>> = {
  array: perOption(array),
  createArray: (call) => known(listOf(call.arguments), call.origin),
  flatten: perOption(flatten),
  indexFromEnd: perOption((values, call) => fromEnd(values, call)),
  indexOf: perOption((values, call) => position(values, call, "first")),
  lastIndexOf: perOption((values, call) => position(values, call, "last")),
  range: perOption(range),
};

export const containers: Readonly<Record<string, TemplateFunction>> = {
  concat: perOption(concat),
  contains: perOption(contains),
  empty: perOption(empty),
  first: perOption((values, call) => atEdge(values, call, "first")),
  last: perOption((values, call) => atEdge(values, call, "last")),
  length: perOption(length),
  skip: perOption((values, call) => stretch(values, call, "skip")),
  take: perOption((values, call) => stretch(values, call, "take")),
};

/** Of lists an open list where one of them is not known; of texts a text with unknown parts. */
function concat(values: readonly Single[], call: Call): Value {
  const plains = values.map(plainOf);
  const lists = plains.filter((plain) => plain !== undefined && isList(plain));
  if (lists.length > 0) return concatLists(values, call);
  const [only] = values;
  if (values.length === 1 && only?.kind === "unknown") return only;
  const isText = plains.some(
    (plain) => isTextual(plain) || typeof plain === "number" || typeof plain === "boolean",
  );
  if (
    !isText ||
    plains.some((plain) => plain !== undefined && (plain === null || isDict(plain) || isFraction(plain)))
  )
    return notSeen(call, values);
  return joined(values.flatMap(textPieces), call);
}

/** What `outer` says may be there besides; `unsaid` is why a list is not known that does not say so itself. */
function concatLists(
  values: readonly Value[],
  call: Call,
  outer: readonly Cause[] = [],
  unsaid?: Construct,
): Value {
  const items: Value[] = [];
  const open = [...outer];
  for (const value of values) {
    if (value.kind !== "known") open.push(...(unsaid ? causesOr(value.because, unsaid) : value.because));
    else if (isList(value.value)) {
      open.push(...value.value.open);
      for (const item of value.value.items) items.push(item);
    } else return wrongArguments(call);
    if (items.length > limits.items) open.push({ kind: "budget", limit: "items" });
    else if (!call.spend(1 + items.length)) open.push({ kind: "budget", limit: "steps" });
    if (items.length > limits.items) items.length = limits.items;
  }
  return known(listOf(items, distinctCauses(open)), call.origin);
}

/** Keys are compared without case, items and texts with it. */
function contains(values: readonly Single[], call: Call): Value {
  const [container, sought] = values;
  if (!container || !sought || values.length !== 2) return wrongArguments(call);
  const plain = plainOf(container);
  if (plain === undefined || plain === null) return notSeen(call, values);
  if (isTextual(plain)) return containsText(plain, sought, call);
  if (isList(plain)) return containsItem(plain, container, sought, call);
  if (!isDict(plain) || sought.kind === "unknown") return notSeen(call, values);
  if (typeof sought.value !== "string") return notSeen(call, values);
  if (findEntry(plain, sought.value)) return answer("yes", values, call);
  return answer(hiddenAt(plain, sought.value).length > 0 ? "maybe" : "no", [container], call);
}

function containsText(text: string | Text, sought: Single, call: Call): Value {
  const part = plainOf(sought);
  const values = [known(text, call.origin), sought];
  if (typeof part !== "string") return notSeen(call, values);
  const pieces = typeof text === "string" ? [text] : text.parts;
  const found = pieces.some((piece) => typeof piece === "string" && piece.includes(part));
  return answer(found ? "yes" : typeof text === "string" ? "no" : "maybe", values, call);
}

function containsItem(list: List, container: Single, sought: Single, call: Call): Value {
  if (!call.spend(list.items.length * comparisonCost(sought))) return overBudget(call);
  const found = any(list.items.map((item) => equalValues(item, sought)));
  return answer(found === "no" && list.open.length > 0 ? "maybe" : found, [container, sought], call);
}

function empty(values: readonly Single[], call: Call): Value {
  const [value] = values;
  const plain = plainOf(value);
  const text = textIn(value);
  if (text !== undefined) {
    const { least, most } = shapeOfAll(partsOf(text));
    return answer(least > 0 ? "no" : most > 0 ? "maybe" : "yes", values, call);
  }
  if (!value || plain === undefined) return notSeen(call, values);
  if (plain === null) return answer("yes", values, call);
  if (isList(plain)) return emptiness(plain.items.length, plain.open, values, call);
  return isDict(plain) ? emptiness(plain.entries.size, plain.open, values, call) : notSeen(call, values);
}

function emptiness(size: number, open: readonly Cause[], values: readonly Single[], call: Call): Value {
  return answer(size > 0 ? "no" : open.length > 0 ? "maybe" : "yes", values, call);
}

function length(values: readonly Single[], call: Call): Value {
  const plain = plainOf(values[0]);
  if (typeof plain === "string") return known(plain.length, call.origin);
  if (plain !== undefined && isList(plain) && plain.open.length === 0)
    return known(plain.items.length, call.origin);
  if (plain !== undefined && isDict(plain) && plain.open.length === 0) {
    return known(plain.entries.size, call.origin);
  }
  return notSeen(call, values);
}

/** Of nothing: null of a list, the empty string of a string. */
function atEdge(values: readonly Single[], call: Call, edge: "first" | "last"): Value {
  const plain = plainOf(values[0]);
  if (isTextual(plain)) {
    const text = edge === "first" ? headOf(plain) : tailOf(plain);
    if (text === "" && typeof plain !== "string") return notSeen(call, values);
    return known(edge === "first" ? text.slice(0, 1) : text.slice(-1), call.origin);
  }
  if (plain === undefined || !isList(plain) || plain.open.length > 0) return notSeen(call, values);
  return plain.items.at(edge === "first" ? 0 : -1) ?? known(null, call.origin);
}

function stretch(values: readonly Single[], call: Call, which: "skip" | "take"): Value {
  const [plain, number] = values.map(plainOf);
  if (typeof number !== "number" || number !== (number | 0)) return notSeen(call, values);
  const count = Math.max(0, number);
  const range = which === "skip" ? { start: count, end: null } : { start: 0, end: count };
  const text = textIn(values[0]);
  if (text !== undefined) return cut(text, range, values, call);
  if (plain === undefined || !isList(plain)) return notSeen(call, values);
  if (!call.spend(plain.items.length)) return overBudget(call);
  const items = plain.open.length > 0 ? [] : plain.items.slice(range.start, range.end ?? undefined);
  return known(listOf(items, plain.open), call.origin);
}

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
