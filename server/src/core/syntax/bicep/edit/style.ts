import type { Style } from "../../braces/file.ts";
import { escapeText } from "./escape.ts";
import type { NameSegment, Reference } from "../../../template/reference.ts";

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

/** A reference by the symbol of its resource: https://learn.microsoft.com/azure/azure-resource-manager/bicep/resource-dependencies */
function referenceText({ referent, path, written }: Reference, source: string): string {
  if (written) return source.slice(written.span.start, written.span.end);
  const { declaration, iteration, child } = referent;
  const symbol = (declaration.key ?? declaration.symbol) + (iteration === null ? "" : `[${iteration}]`);
  // By its name, because Azure may list the subnets of a network in another order.
  if (child) return `'\${${symbol}.id}/${child.segment}/${segmentText(child.name, source)}'`;
  return [symbol, ...path].join(".");
}

function segmentText(pieces: NameSegment, source: string): string {
  return pieces
    .map((piece) =>
      piece.kind === "literal"
        ? escapeText(String(piece.value))
        : `\${${source.slice(piece.span.start, piece.span.end)}}`,
    )
    .join("");
}
