import type { Span } from "../text/span.ts";
import type { DictionaryExpression, ListExpression } from "./expression.ts";

/** Where a field is, or where it would be written. */
export interface Slot {
  /** The innermost dictionary that is written on the way to the field; null when not even that can be edited. */
  readonly into: DictionaryExpression | null;
  /** The keys that lead from there to the field; one key when only the entry itself may be missing. */
  readonly path: readonly string[];
  /** The entry as written, key included; null when it is not written there. */
  readonly entry: Span | null;
  /** The key of the innermost entry on the way that is written: on one line, where the entry itself may take many. */
  readonly key: Span | null;
  /** Where to point when the field is not written: the braces around it, or the declaration. */
  readonly near: Span;
}

/** Where an item of a list is, for removing it. */
export interface ItemSlot {
  readonly list: ListExpression;
  readonly span: Span;
}
