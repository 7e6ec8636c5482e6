import type { Reference } from "../../../template/reference.ts";
import type { Written } from "../../../template/written.ts";
import { isReference, isWrittenList } from "../../../template/written.ts";
import { quoted, referenceText } from "./reference.ts";
import type { Style } from "./style.ts";

/** Prints a value on one line. */
export function printOnOneLine(value: Written, style: Style): string {
  if (isReference(value)) return printReference(value, style);
  if (typeof value !== "object" || value === null) return printScalar(value, style);
  const separator = style.spaced ? ", " : ",";
  if (isWrittenList(value)) return `[${value.map((item) => printOnOneLine(item, style)).join(separator)}]`;
  const members = Object.entries(value).map(
    ([key, each]) => printKey(key, style) + printOnOneLine(each, style),
  );
  if (members.length === 0) return "{}";
  const padding = style.padded ? " " : "";
  return `{${padding}${members.join(separator)}${padding}}`;
}

/** Prints a value over several lines; `indentation` is that of the line it begins on. */
export function printOnLines(value: Written, style: Style, indentation: string): string {
  if (isReference(value)) return printReference(value, style);
  if (typeof value !== "object" || value === null) return printScalar(value, style);
  const inner = indentation + style.indent;
  const lines = isWrittenList(value)
    ? value.map((item) => printOnLines(item, style, inner))
    : Object.entries(value).map(([key, each]) => printKey(key, style) + printOnLines(each, style, inner));
  const [open, close] = isWrittenList(value) ? ["[", "]"] : ["{", "}"];
  if (lines.length === 0) return open + close;
  const start = style.newline + inner;
  return open + start + lines.join(`,${start}`) + style.newline + indentation + close;
}

/** The key of an entry and its colon. */
export function printKey(key: string, style: Style): string {
  return `${printScalar(key, style)}:${style.spaced ? " " : ""}`;
}

/** Prints a value in the language of template expressions, escaped for the JSON string around it. */
export function printExpression(value: Written, style: Style): string {
  const printed = JSON.stringify(expressionText(value, style));
  return printed.slice(1, -1);
}

function expressionText(value: Written, style: Style): string {
  if (isReference(value)) return referenceText(value, style.source);
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : `json('${value}')`;
  if (value === null || typeof value === "boolean") return `${String(value)}()`;
  if (isWrittenList(value))
    return `createArray(${value.map((each) => expressionText(each, style)).join(", ")})`;
  const members = Object.entries(value).flatMap(([key, each]) => [quoted(key), expressionText(each, style)]);
  return `createObject(${members.join(", ")})`;
}

function printScalar(value: null | boolean | number | string, style: Style): string {
  const isBracketed = typeof value === "string" && value.startsWith("[") && value.endsWith("]");
  return JSON.stringify(isBracketed && style.escapeBrackets ? `[${value}` : value);
}

/** Of a resource that has a symbolic name, that is what others name in `dependsOn`. */
function printReference(reference: Reference, style: Style): string {
  const { key } = reference.referent.declaration;
  const isSymbol = reference.path.length === 0 && key !== null;
  return JSON.stringify(isSymbol ? key : `[${referenceText(reference, style.source)}]`);
}
