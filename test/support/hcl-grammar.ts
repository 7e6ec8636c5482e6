import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { HclGrammar } from "../../server/src/core/index.ts";
import { parserOf } from "../../server/src/grammar/parser.ts";
import { type Patience, patient } from "../../server/src/grammar/patient.ts";

const require = createRequire(import.meta.url);

/** The grammar of Terraform's language, for tests, which are not bundled. */
export const testGrammar = await loadTestGrammar();

/** Another one, with the patience of a host. */
export async function loadTestGrammar(patience?: Patience): Promise<HclGrammar> {
  const parser = await parserOf(
    readFileSync(join(dirname(require.resolve("web-tree-sitter")), "web-tree-sitter.wasm")),
    readFileSync(require.resolve("@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm")),
  );
  return patient(parser, patience);
}
