import type { Span } from "../text/document.ts";
import type { Expression } from "./expression.ts";

/** What a text means in which something else is filled in; null if nothing is. */
export type FillText = (text: string, span: Span) => Expression | null;

/** A value of a parameter file in whose texts something is filled in, also in lists and dictionaries; null if there is none. */
export function withFilledTexts(value: Expression, fill: FillText): Expression | null {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" ? fill(value.value, value.span) : null;
    case "list": {
      const items = value.items.map((item) => (item.kind === "spread" ? null : withFilledTexts(item, fill)));
      return items.every((item) => item === null)
        ? null
        : { ...value, items: value.items.map((item, index) => items[index] ?? item) };
    }
    case "dictionary": {
      const values = value.entries.map((entry) =>
        entry.kind === "spread" ? null : withFilledTexts(entry.value, fill),
      );
      if (values.every((each) => each === null)) return null;
      const entries = value.entries.map((entry, index) => {
        const filled = values[index];
        if (!filled || entry.kind !== "entry") return entry;
        return { kind: "entry", span: entry.span, key: entry.key, value: filled } as const;
      });
      return { ...value, entries };
    }
    default:
      return null;
  }
}

/** A text of parts; a single part is what it is. */
export function textOf(parts: readonly Expression[], span: Span): Expression {
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: "text", span, parts };
}
