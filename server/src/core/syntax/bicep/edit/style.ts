import type { Style } from "../../braces/file.ts";
import { escapeText } from "./escape.ts";
import { referenceText } from "./reference.ts";

/** Reads the style off a text. */
export function styleOf(text: string): Style {
  const indent = /^([ \t]+)[^\s/*]/m.exec(text)?.[1] ?? "  ";
  return {
    newline: /\r\n|\n|\r/.exec(text)?.[0] ?? "\n",
    indent: indent.startsWith("\t") ? "\t" : indent,
    spaced: true,
    padded: !/(?<!\$)\{[\w']+:/.test(text),
    lineSeparator: "",
    onOneLine: false,
    printScalar,
    printKey: (key) => `${/^[A-Za-z_]\w*$/.test(key) ? key : printScalar(key)}: `,
    printReference: (reference) => referenceText(reference, text),
  };
}

function printScalar(value: null | boolean | number | string): string {
  if (typeof value === "string") return `'${escapeText(value)}'`;
  // Bicep has no literals for fractions.
  return typeof value === "number" && !Number.isInteger(value) ? `json('${value}')` : String(value);
}
