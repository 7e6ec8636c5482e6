import type { LockedProvider } from "../../template/template.ts";

/** As Terraform writes it: https://developer.hashicorp.com/terraform/language/files/dependency-lock */
const entry = /^provider "[^"\r\n]*\/hashicorp\/([^"/\r\n]+)" \{\s*version\s*=\s*"([^"\r\n]+)"/gm;

/** The versions of HashiCorp's providers that `.terraform.lock.hcl` selects. */
export function lockedProviders(text: string): readonly LockedProvider[] {
  return [...text.matchAll(entry)].map(([, name = "", version = ""]) => ({ name, version }));
}

/** Which of both wrote a lock file: each takes providers from a registry of its own (https://opentofu.org/docs/language/providers/requirements). */
export function lockedBy(text: string): "terraform" | "opentofu" | null {
  const writers = new Set(
    [...text.matchAll(/^provider "registry\.(terraform|opentofu)\.(?:io|org)\//gm)].map((each) => each[1]),
  );
  const [writer, ...others] = writers;
  return others.length === 0 && (writer === "terraform" || writer === "opentofu") ? writer : null;
}
