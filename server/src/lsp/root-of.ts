import { type Document, folderOf, rootIdOf } from "../core/index.ts";

/**
 * The ID of the root that a document belongs to: the folder of a Terraform file or of its values, otherwise the
 * document itself. A Terraform file that was never saved is in no folder and is evaluated alone.
 */
export function rootOf(document: Document): string {
  const root = isVariableFile(document) ? folderOf(document.id) : rootIdOf(document);
  return root === "" ? document.id : root;
}

function isVariableFile({ id, language }: Document): boolean {
  return /\.tfvars(?:\.json)?$/i.test(id) || language === "terraform-vars";
}
