import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { HclGrammar } from "../../server/src/core/index.ts";
import type { Patience } from "../../server/src/grammar/patient.ts";
import { loadHclGrammar } from "../../server/src/grammar/load.ts";

const require = createRequire(import.meta.url);

/** The grammar of Terraform's language, for tests, which are not bundled. */
export const testGrammar = await loadTestGrammar();

/** Another one, with the patience of a host. */
export function loadTestGrammar(patience?: Patience): Promise<HclGrammar> {
  return loadHclGrammar(
    readFileSync(join(dirname(require.resolve("web-tree-sitter")), "web-tree-sitter.wasm")),
    readFileSync(require.resolve("@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm")),
    patience,
  );
}
