import type { Reference } from "../../../template/reference.ts";
import { isReference, isWrittenList, type Written } from "../../../template/written.ts";
import { literalName, quoted, referenceText } from "./reference.ts";

/** Prints a value in the language of template expressions, escaped for the JSON string around it. `source` is the file's text. */
export function printExpression(value: Written, source: string): string {
  const printed = JSON.stringify(expressionText(value, source));
  return printed.slice(1, -1);
}

function expressionText(value: Written, source: string): string {
  if (isReference(value)) return referenceText(value, source);
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : `json('${value}')`;
  if (value === null || typeof value === "boolean") return `${String(value)}()`;
  if (isWrittenList(value))
    return `createArray(${value.map((each) => expressionText(each, source)).join(", ")})`;
  const members = Object.entries(value).flatMap(([key, each]) => [quoted(key), expressionText(each, source)]);
  return `createObject(${members.join(", ")})`;
}

/** Brackets at the ends of a text are escaped where they would make it an expression. */
export function printScalar(value: null | boolean | number | string, escapeBrackets: boolean): string {
  const isBracketed = typeof value === "string" && value.startsWith("[") && value.endsWith("]");
  return JSON.stringify(isBracketed && escapeBrackets ? `[${value}` : value);
}

/** Of a resource that has a symbolic name, that is what others name in `dependsOn`. Its arguments are repeated as they are written. */
export function printReference(reference: Reference, source: string): string {
  const { written, referent, path } = reference;
  if (written) return source.slice(written.span.start, written.span.end);
  const name = path[0] === "name" ? literalName(referent) : null;
  if (name !== null) return JSON.stringify(name);
  const { key } = referent.declaration;
  const isSymbol = reference.path.length === 0 && key !== null;
  return JSON.stringify(isSymbol ? key : `[${referenceText(reference, source)}]`);
}
