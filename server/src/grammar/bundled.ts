import type { HclGrammar } from "../core/index.ts";
import { type Patience, patient } from "./patient.ts";
import { hclParser } from "./runtime.ts";

/** The grammar of Terraform's language that the product brings along. */
export async function bundledGrammar(patience?: Patience): Promise<HclGrammar> {
  return patient(await hclParser(), patience);
}
