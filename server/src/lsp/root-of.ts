import type { Document } from "../core/index.ts";
import { folderOf, rootIdOf } from "../core/index.ts";

/**
 * The id of the root that a document is judged with: the folder of a Terraform file or of its values, else the document
 * itself. A Terraform file that was never saved stands in no folder and is judged alone.
 */
export function rootOf(document: Document): string {
  const root = isVariableFile(document) ? folderOf(document.id) : rootIdOf(document);
  return root === "" ? document.id : root;
}

function isVariableFile({ id, language }: Document): boolean {
  return /\.tfvars(?:\.json)?$/i.test(id) || language === "terraform-vars";
}
