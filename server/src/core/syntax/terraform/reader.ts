/** Reads and writes Terraform: a part of the product that is loaded for its first document (`scripts/bundle/parts.mjs`). */
export { parsePlan, parseStateFile } from "./plan/plan.ts";
export { templateOfFile } from "./lower-expression.ts";
export { terraformEditor, parseTerraform, templateOfText } from "./editor.ts";
