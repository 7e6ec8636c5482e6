import hcl from "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm";
import runtime from "web-tree-sitter/web-tree-sitter.wasm";
import type * as original from "../../../server/src/grammar/bundled.ts";

/** Takes the place of the server's function of that name: the grammar is fetched with the first Terraform file. */
export const bundledGrammar: typeof original.bundledGrammar = async () => {
  const [{ loadHclGrammar }, ...bytes] = await Promise.all([
    import("../../../server/src/grammar/load.ts"),
    bytesAt(runtime),
    bytesAt(hcl),
  ]);
  return loadHclGrammar(...bytes);
};

/** In this bundle, the import of such a file is its address beside the script. */
async function bytesAt(file: unknown): Promise<Uint8Array> {
  const response = await fetch(new URL(String(file), import.meta.url));
  if (!response.ok) throw new Error(`${String(file)}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
