import type { DocumentId } from "../text/span.ts";

/** Whether a file is encrypted by SOPS, by its name; in YAML any file may be. */
export function isSopsFile(id: DocumentId): boolean {
  return /(?:^|[./_-])(?:enc|sops)\.json$/i.test(id);
}
