import { isReference, isWrittenList, type Written } from "../../template/written.ts";
import type { Style } from "./file.ts";

/** Prints a value on one line. */
export function printOnOneLine(value: Written, style: Style): string {
  if (isReference(value)) return style.printReference(value);
  if (typeof value !== "object" || value === null) return style.printScalar(value);
  const separator = style.spaced ? ", " : ",";
  if (isWrittenList(value)) return `[${value.map((item) => printOnOneLine(item, style)).join(separator)}]`;
  const entries = Object.entries(value).map(
    ([key, each]) => style.printKey(key) + printOnOneLine(each, style),
  );
  if (entries.length === 0) return "{}";
  const padding = style.padded ? " " : "";
  return `{${padding}${entries.join(separator)}${padding}}`;
}

/** Prints a value over several lines; `indentation` is that of the line it begins on. */
export function printOnLines(value: Written, style: Style, indentation: string): string {
  if (isReference(value)) return style.printReference(value);
  if (typeof value !== "object" || value === null) return style.printScalar(value);
  const inner = indentation + style.indent;
  const lines = isWrittenList(value)
    ? value.map((item) => printOnLines(item, style, inner))
    : Object.entries(value).map(([key, each]) => style.printKey(key) + printOnLines(each, style, inner));
  const [open, close] = isWrittenList(value) ? ["[", "]"] : ["{", "}"];
  if (lines.length === 0) return open + close;
  const start = style.newline + inner;
  return open + start + lines.join(style.lineSeparator + start) + style.newline + indentation + close;
}
