/**
 * Functions that take strings, lists and objects alike:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-array,
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-object.
 */
import { any } from "../../../logic/truth.ts";
import type { Construct } from "../../../template/construct.ts";
import { limits } from "../../../text/limits.ts";
import { findEntry, hiddenAt } from "../../values/find-entry.ts";
import { equalValues, isDict, isList, type List, listOf, partsOf, type Text } from "../../values/plain.ts";
import { textPieces } from "../../values/text-pieces.ts";
import { type Cause, causesOr, distinctCauses, known, type Value } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { answer, comparisonCost, notSeen, overBudget, perOption, plainOf, type Single } from "./arguments.ts";
import { shapeOfAll } from "../../values/shape.ts";
import { isFraction } from "./json.ts";
import { cut, headOf, isTextual, joined, tailOf, textIn } from "./texts.ts";

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
export function concatLists(
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
