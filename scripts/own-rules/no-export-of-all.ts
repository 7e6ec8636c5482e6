import ts from "typescript";
import type { OwnRule } from "./rule.ts";

/** Forbids `export * from`. */
export const noExportOfAll: OwnRule = {
  name: "no-export-of-all",
  within: () => (node) =>
    ts.isExportDeclaration(node) && (!node.exportClause || ts.isNamespaceExport(node.exportClause))
      ? [{ node, message: "Re-export by name: a public API is a list." }]
      : [],
};
