import type { DocumentId } from "../text/span.ts";

/** The last two segments of a path, which tell roots apart that are all named `main.bicep`. */
export function shortPath(root: DocumentId): string {
  return root
    .split("/")
    .filter((segment) => segment !== "")
    .slice(-2)
    .join("/");
}
