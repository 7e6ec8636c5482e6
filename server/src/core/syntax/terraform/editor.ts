import type { SyntaxEditor } from "../syntax.ts";

/** Writes changes into Terraform's language, in the style of the file. */
export const terraformEditor: SyntaxEditor = {
  replace: () => undefined,
  insert: () => undefined,
  append: () => undefined,
  remove: () => undefined,
};
