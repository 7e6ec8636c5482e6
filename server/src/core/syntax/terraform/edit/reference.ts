import type { Reference } from "../../../template/reference.ts";
import { escapeText } from "./escape.ts";

/** A reference by the address of its resource: https://developer.hashicorp.com/terraform/language/expressions/references */
export function referenceText({ referent, path }: Reference): string {
  const { declaration, iteration, child } = referent;
  const index =
    typeof iteration === "string"
      ? `["${escapeText(iteration)}"]`
      : iteration === null
        ? ""
        : `[${iteration}]`;
  const address = declaration.symbol + index;
  if (!child) return [address, ...path].join(".");
  const name = child.name.map((piece) => (piece.kind === "literal" ? escapeText(String(piece.value)) : ""));
  return `"\${${address}.id}/${child.segment}/${name.join("")}"`;
}
