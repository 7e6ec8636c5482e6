import type { ModuleSource } from "../../../template/template.ts";
import type { ModuleDeclaration } from "../declaration-nodes.ts";
import type { LowerContext } from "./context.ts";

/** Where a module, an import or a parameter file leads. */
export function sourceOf(path: ModuleDeclaration["path"], context: LowerContext): ModuleSource {
  const span = context.spanOf(path);
  if (path.kind !== "string") return { kind: "unreadable", span };
  return /^(?:br|ts)[:/]/.test(path.value)
    ? { kind: "registry", reference: path.value, span }
    : { kind: "file", path: path.value, span };
}
