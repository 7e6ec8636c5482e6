/** Reads and writes Terraform: a part of the product that is loaded for its first document (`scripts/bundle/parts.mjs`). */
export { parsePlan, parseStateFile } from "./plan/plan.ts";
export { templateOfFile } from "./template-file.ts";
export { parseTerraform, templateOfText } from "./terraform.ts";
export { terraformEditor } from "./editor.ts";
