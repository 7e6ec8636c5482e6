import type { HclGrammar } from "../core/index.ts";
import { parserOf } from "./parser.ts";
import { type Patience, patient } from "./patient.ts";

/** The grammar of Terraform's language, out of the bytes of its parser's runtime and its own. */
export async function loadHclGrammar(
  runtime: Uint8Array,
  grammar: Uint8Array,
  patience?: Patience,
): Promise<HclGrammar> {
  return patient(await parserOf(runtime, grammar), patience);
}
