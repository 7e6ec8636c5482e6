import type { Document, DocumentId } from "../../text/document.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Whether Terraform or OpenTofu would read a file of a folder, by its name: https://opentofu.org/docs/language/files. They ignore
 * hidden files, such as those that editors and macOS leave: https://github.com/hashicorp/terraform/blob/main/internal/configs/parser_config_dir.go
 */
export function isTerraformFile(id: DocumentId): boolean {
  return /(?:^|\/)[^./][^/]*\.(?:tf|tofu)(?:\.json)?$/.test(id);
}

/** The file of OpenTofu that is read instead of one of Terraform's. */
export function insteadOf(id: DocumentId): DocumentId {
  return id.replace(/\.tf(\.json)?$/, ".tofu$1");
}

/** The kind of a Terraform document, by its name or the language from the editor; null if it is not Terraform. */
export function terraformKind({ id, language }: Document): "template" | "parameters" | null {
  if (/\.tfvars(?:\.json)?$/i.test(id) || language === "terraform-vars") return "parameters";
  if (isTerraformFile(foldWord(id)) || language === "terraform" || language === "opentofu") return "template";
  return null;
}

/** Whether a JSON text is what `terraform show -json` prints. */
export function isPlan({ text }: Document): boolean {
  const head = text.slice(0, 2_000);
  return /"format_version"\s*:/.test(head) && /"terraform_version"\s*:/.test(head);
}

/** Whether a document is a file in which Terraform keeps a state, by its name. */
export function isStateFile({ id }: Document): boolean {
  return /\.tfstate(?:\.(?:\d+\.)?backup)?$/i.test(id);
}

/** Whether a JSON text is what such a file contains, by what it begins with. */
export function containsState({ text }: Document): boolean {
  const head = text.slice(0, 2_000);
  return (
    /^\s*\{\s*"version"\s*:/.test(head) &&
    /"serial"\s*:/.test(head) &&
    /"(?:lineage|terraform_version)"\s*:/.test(head)
  );
}
