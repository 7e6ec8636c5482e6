import hcl from "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm";
import runtime from "web-tree-sitter/web-tree-sitter.wasm";
import type { HclGrammar } from "../core/index.ts";
import { loadHclGrammar } from "./load.ts";

/** The grammar of Terraform's language, out of the bundle itself. */
export function bundledGrammar(): Promise<HclGrammar> {
  return loadHclGrammar(runtime, hcl);
}
