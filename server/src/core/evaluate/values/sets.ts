import type { Cause, DictEntry, List, Plain, Value } from "../types.ts";
import { compareCodePoints } from "../../text/compare.ts";
import { causesInside } from "./scalars.ts";
import { distinctCauses } from "./value.ts";
import { isDict, isList } from "./plain.ts";

const deepest = 50;

/**
 * Distinct items in Terraform's order: strings, numbers and booleans by their values
 * (https://developer.hashicorp.com/terraform/language/functions/tolist). The order of other items is not documented. Those that
 * may be equal to another stay.
 */
export function asSet({ unordered: _, isOfOneType: __, ...list }: List): List {
  const seen = new Set<string>();
  const items = list.items.filter((item) => {
    const key = keyOf(item);
    if (key === null) return true;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  const sorted = sortedScalars(items);
  return { ...list, items: sorted ?? items, isSet: true, ...(sorted ? {} : unorderedBecause(items)) };
}

/** A list of one type; of a set in the order of its items. Where they may be equal, it is not known how many there are. */
export function asListOfOneType({ isSet, ...list }: List): List {
  const because = isSet && mayRepeat(list) ? list.items.flatMap(causesInside) : [];
  const open = because.length > 0 ? distinctCauses([...list.open, ...because]) : list.open;
  return { ...list, open, isOfOneType: true };
}

/** Whether it is not known how many items a set has, because some may be equal. */
export function mayRepeat({ items }: Pick<List, "items">): boolean {
  return items.length > 1 && items.some((item) => keyOf(item) === null);
}

/** What a list says of its order after it was made of the items of others. */
export function orderOf(
  sources: readonly (List | null)[],
  { length }: readonly Value[],
): Pick<List, "unordered"> {
  const because = sources.flatMap((source) => source?.unordered ?? []);
  return because.length > 0 && length > 1 ? { unordered: distinctCauses(because) } : {};
}

function unorderedBecause(items: readonly Value[]): Pick<List, "unordered"> {
  if (items.length < 2) return {};
  const order: Cause = { kind: "unsupported", construct: { kind: "order-of-set" } };
  const inside = distinctCauses(items.flatMap(causesInside));
  return { unordered: inside.length > 0 ? inside : [order] };
}

/** Null if they are not all of one such type. */
function sortedScalars(items: readonly Value[]): readonly Value[] | null {
  const types = new Set(items.map((item) => (item.kind === "known" ? typeof item.value : "unknown")));
  const isSortable = types.size <= 1 && items.every((item) => scalarIn(item) !== null);
  return isSortable ? items.toSorted((a, b) => compareScalars(scalarIn(a), scalarIn(b))) : null;
}

type Scalar = boolean | number | string;

function scalarIn(value: Value): Scalar | null {
  const plain = value.kind === "known" ? value.value : null;
  return typeof plain === "object" ? null : plain;
}

function compareScalars(a: Scalar | null, b: Scalar | null): number {
  return typeof a === "string" && typeof b === "string" ? compareCodePoints(a, b) : Number(a) - Number(b);
}

/** A text that two values share if and only if they are equal; null unless the value is wholly known. */
function keyOf(value: Value, depth = 0): string | null {
  return value.kind === "known" && depth < deepest ? keyOfPlain(value.value, depth + 1) : null;
}

function keyOfPlain(plain: Plain, depth: number): string | null {
  if (plain === null || typeof plain !== "object") return JSON.stringify(plain);
  if (isList(plain) && plain.open.length === 0) {
    const keys = plain.items.map((item) => keyOf(item, depth));
    return keys.includes(null) ? null : `[${(plain.unordered ? keys.toSorted() : keys).join(",")}]`;
  }
  if (!isDict(plain) || plain.open.length > 0) return null;
  const entries = [...plain.entries].sort(([a], [b]) => compareCodePoints(a, b));
  const keys = entries.map(([name, { value }]: readonly [string, DictEntry]) => {
    const key = keyOf(value, depth);
    return key === null ? null : `${JSON.stringify(name)}:${key}`;
  });
  return keys.includes(null) ? null : `{${keys.join(",")}}`;
}
