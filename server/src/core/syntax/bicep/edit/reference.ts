import type { NameSegment, Reference } from "../../../template/reference.ts";
import { escapeText } from "./escape.ts";

/** A reference by the symbol of its resource: https://learn.microsoft.com/azure/azure-resource-manager/bicep/resource-dependencies */
export function referenceText({ referent, path, written }: Reference, source: string): string {
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
