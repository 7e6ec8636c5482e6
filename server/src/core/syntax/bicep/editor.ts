import type { SyntaxEditor } from "../syntax.ts";

export const bicepEditor: SyntaxEditor = {
  replace: () => undefined,
  insert: () => undefined,
  append: () => undefined,
  remove: () => undefined,
};
