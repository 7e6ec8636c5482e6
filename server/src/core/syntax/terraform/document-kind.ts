import type { Document } from "../../text/document.ts";

/** The kind of a Terraform document, by its name or the language from the editor; null if it is not Terraform. */
export function terraformKind({ id, language }: Document): "template" | "parameters" | null {
  if (/\.tfvars(?:\.json)?$/i.test(id) || language === "terraform-vars") return "parameters";
  if (/\.tf(?:\.json)?$/i.test(id) || language === "terraform" || language === "opentofu") return "template";
  return null;
}
