import type { Written } from "../../../template/written.ts";
import { isReference, isWrittenList } from "../../../template/written.ts";
import { escapeText } from "./escape.ts";
import { referenceText } from "./reference.ts";
import type { Style } from "./style.ts";

/** Prints a value on one line. */
export function printOnOneLine(value: Written, style: Style): string {
  if (isReference(value)) return referenceText(value, style.source);
  if (typeof value !== "object" || value === null) return printScalar(value);
  if (isWrittenList(value)) return `[${value.map((item) => printOnOneLine(item, style)).join(", ")}]`;
  const properties = Object.entries(value).map(([key, each]) => printKey(key) + printOnOneLine(each, style));
  if (properties.length === 0) return "{}";
  const padding = style.padded ? " " : "";
  return `{${padding}${properties.join(", ")}${padding}}`;
}

/** Prints a value over several lines; `indentation` is that of the line it begins on. */
export function printOnLines(value: Written, style: Style, indentation: string): string {
  if (isReference(value)) return referenceText(value, style.source);
  if (typeof value !== "object" || value === null) return printScalar(value);
  const inner = indentation + style.indent;
  const lines = isWrittenList(value)
    ? value.map((item) => printOnLines(item, style, inner))
    : Object.entries(value).map(([key, each]) => printKey(key) + printOnLines(each, style, inner));
  const [open, close] = isWrittenList(value) ? ["[", "]"] : ["{", "}"];
  if (lines.length === 0) return open + close;
  const start = style.newline + inner;
  return open + start + lines.join(start) + style.newline + indentation + close;
}

/** The key of a property and its colon. */
export function printKey(key: string): string {
  return `${/^[A-Za-z_]\w*$/.test(key) ? key : printScalar(key)}: `;
}

function printScalar(value: null | boolean | number | string): string {
  if (typeof value === "string") return `'${escapeText(value)}'`;
  // Bicep has no literals for fractions.
  return typeof value === "number" && !Number.isInteger(value) ? `json('${value}')` : String(value);
}
