import { type Cause, known, unknown, type Value } from "../../evaluate/values/value.ts";
import { any, type Truth } from "../../logic/truth.ts";
import type { Span } from "../../text/document.ts";
import type { Field, ListField } from "./field.ts";

/** What is seen of a list, and why there may be more. */
type Seen<T> = Pick<ListField<T>, "items" | "open">;

/** Whether any item of a list is so. What is not seen of the list may hold such an item. */
export function anyIn<T>({ items, open }: Seen<T>, ask: (value: Value<T>) => Truth): Truth {
  const answers = items.map(({ field: { value } }) => (value.kind === "absent" ? "no" : ask(value)));
  return any([...answers, mayHaveMore(open)]);
}

/** "maybe" if there is a reason why there may be more of something. */
export function mayHaveMore(open: readonly Cause[]): Truth {
  return open.length > 0 ? "maybe" : "no";
}

/** Whether a list certainly has no items. */
export function isEmpty({ items, open }: Seen<unknown>): boolean {
  return items.length === 0 && open.length === 0;
}

/** Whether a list certainly has items. */
export function hasItems({ items, open }: Seen<unknown>): Truth {
  return items.length > 0 ? "yes" : mayHaveMore(open);
}

/** A list in which nothing is written, and for which there is no place. */
export function nothingListed(near: Span): ListField<never> {
  const slot = { into: null, path: [], entry: null, key: null, near };
  return { state: "absent", items: [], open: [], slot, through: [], site: null, encode: () => null };
}

/** A list that is not known because of some causes. */
export function unknownList<T>(list: ListField<T>, because: readonly Cause[]): ListField<T> {
  return { ...list, state: "unknown", items: [], open: because, site: null };
}

/** What Azure takes in two properties, one for a single value and one for several, as one list; an empty value is none. */
export function joined(single: Field<string>, several: ListField<string>): ListField<string> {
  const { value } = single;
  if (value.kind === "absent" || (value.kind === "known" && value.value === "")) return several;
  const item = { field: single, index: several.items.length, slot: null, whole: value };
  return { ...several, state: "written", items: [...several.items, item] };
}

/** The first value of a list, as of an address per configuration where there is one configuration. */
export function firstIn<T>(list: ListField<T>): Field<T> {
  const [first] = list.items;
  if (first) return first.field;
  const { slot, through, open } = list;
  const { near } = slot;
  const value = open.length > 0 ? unknown(open, { span: near }) : ({ kind: "absent", within: near } as const);
  return { value, slot, through, encode: (written) => list.encode(written) };
}

/** The words of a text with commas between them. */
export function wordsOf(text: Field<string>): ListField<string> {
  const { value, slot, through } = text;
  const encode: Field<string>["encode"] = (written) => text.encode(written);
  const shared = { slot, through, site: null, encode };
  if (value.kind === "absent") return { ...shared, state: "absent", items: [], open: [] };
  if (value.kind !== "known") return { ...shared, state: "unknown", items: [], open: value.because };
  const words = value.value.split(",").map((word) => word.trim());
  const origin = { ...value.origin, isPart: true } as const;
  const items = words.flatMap((word, index) => {
    const whole = known(word, origin);
    return word === "" ? [] : [{ field: { ...text, value: whole }, whole, index, slot: null }];
  });
  return { ...shared, state: "written", items, open: [] };
}
