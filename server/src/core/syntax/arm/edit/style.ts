import type { Style } from "../../braces/file.ts";
import { printReference, printScalar } from "./print.ts";

/** Reads the style off a text. In a template brackets at the ends of a text would make it an expression. */
export function styleOf(text: string, escapeBrackets: boolean): Style {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const spaced = /":[ \t]/.test(text) || !/":\S/.test(text);
  return {
    newline: /\r\n|\n|\r/.exec(text)?.[0] ?? "\n",
    indent: indent.startsWith("\t") ? "\t" : indent,
    spaced,
    padded: spaced && !text.includes('{"'),
    lineSeparator: ",",
    onOneLine: !/[\r\n]/.test(text),
    printScalar: (value) => printScalar(value, escapeBrackets),
    printKey: (key) => `${printScalar(key, escapeBrackets)}:${spaced ? " " : ""}`,
    printReference: (reference) => printReference(reference, text),
  };
}
