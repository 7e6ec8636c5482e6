import hcl from "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm";
import runtime from "web-tree-sitter/web-tree-sitter.wasm";
import type { HclGrammar } from "../core/index.ts";
import type { Patience } from "./load.ts";
import { loadHclGrammar } from "./load.ts";

/** The grammar of Terraform's language, out of the bundle itself. */
export function bundledGrammar(patience?: Patience): Promise<HclGrammar> {
  return loadHclGrammar(runtime, hcl, patience);
}
