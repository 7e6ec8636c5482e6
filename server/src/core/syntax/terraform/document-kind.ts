import type { Document } from "../../text/document.ts";

/** What a document of Terraform is, by its name or the language the editor gives it; null when it is none. */
export function terraformKind({ id, language }: Document): "template" | "parameters" | null {
  if (/\.tfvars(?:\.json)?$/i.test(id) || language === "terraform-vars") return "parameters";
  if (/\.tf(?:\.json)?$/i.test(id) || language === "terraform" || language === "opentofu") return "template";
  return null;
}
