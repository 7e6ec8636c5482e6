import type { LockedProvider } from "../../template/template.ts";

/** As Terraform writes it: https://developer.hashicorp.com/terraform/language/files/dependency-lock */
const entry = /^provider "[^"\r\n]*\/hashicorp\/([^"/\r\n]+)" \{\s*version\s*=\s*"([^"\r\n]+)"/gm;

/** The versions of HashiCorp's providers that `.terraform.lock.hcl` selects. */
export function lockedProviders(text: string): readonly LockedProvider[] {
  return [...text.matchAll(entry)].map(([, name = "", version = ""]) => ({ name, version }));
}
