import type { Parsed } from "../../../server/src/core/syntax/syntax.ts";
import { parseTerraform as parse } from "../../../server/src/core/syntax/terraform/editor.ts";

/** Reads a text as one file of a folder. */
export function parseTerraform(text: string, id = "main.tf"): Parsed {
  return parse({ id, text });
}
