import type { Template } from "../../template/template.ts";
import type { Document } from "../../text/document.ts";

/** As Terraform writes it: https://developer.hashicorp.com/terraform/language/files/dependency-lock */
const entry = /^provider "[^"\r\n]*\/hashicorp\/([^"/\r\n]+)" \{\s*version\s*=\s*"([^"\r\n]+)/gm;

/** The versions of HashiCorp's providers that `.terraform.lock.hcl` selects. */
export function lockedProviders({ id, text }: Document): NonNullable<Template["locked"]> {
  return [...text.matchAll(entry)].map(({ 0: whole, 1: name = "", 2: version = "", index }) => {
    const end = index + whole.length;
    return { name, version, span: { document: id, start: end - version.length, end } };
  });
}

/** Which of both wrote a lock file: each takes providers from a registry of its own (https://opentofu.org/docs/language/providers/requirements). */
export function lockedBy(text: string): "terraform" | "opentofu" | null {
  const writers = new Set(
    [...text.matchAll(/^provider "registry\.(terraform|opentofu)\.(?:io|org)\//gm)].map((each) => each[1]),
  );
  const [writer, ...others] = writers;
  return others.length === 0 && (writer === "terraform" || writer === "opentofu") ? writer : null;
}
