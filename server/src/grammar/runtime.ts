import hcl from "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm";
import type { Parser } from "web-tree-sitter";
import runtime from "web-tree-sitter/web-tree-sitter.wasm";
import { parserOf } from "./parser.ts";

/** A parser of Terraform's language. */
export function hclParser(): Promise<Parser> {
  return parserOf(runtime, hcl);
}
