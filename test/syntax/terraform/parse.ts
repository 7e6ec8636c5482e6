import type { Parsed } from "../../../server/src/core/syntax/syntax.ts";
import { createTerraformSyntax } from "../../../server/src/core/syntax/terraform/terraform.ts";
import { testGrammar } from "../../support/hcl-grammar.ts";

export const terraform = createTerraformSyntax(testGrammar);

/** Reads a text as one file of a folder. */
export function parseTerraform(text: string, id = "main.tf"): Parsed {
  return terraform.parse({ id, text });
}
